import type { MessageKey } from '../i18n/catalogues';
import { plainText } from './format';
import type { Content } from './model';

/** One line that stands for a message: in a quotation and for a screen reader. */
export function preview(content: Content, t: (key: MessageKey) => string): string {
  switch (content.type) {
    case 'text':
      return plainText(content.text);
    case 'buttons':
    case 'list':
    case 'link_button':
      return plainText(content.body);
    case 'button_reply':
    case 'list_reply':
      return content.title;
    case 'template_reply':
      return content.text;
    case 'template':
      return content.text ?? [content.name, ...content.parameters].join(' · ');
    case 'media':
      return content.caption ?? content.filename ?? t(`message.${content.kind}`);
    case 'location':
      return content.name ?? t('message.location');
    case 'contacts':
      return content.cards.map((card) => card.name).join(', ');
    case 'order':
      return t('message.order');
    case 'unsupported':
      return t('message.unsupported');
    case 'number_changed':
      return content.number;
  }
}
