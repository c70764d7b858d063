import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { LinkIcon, ListIcon, PinIcon, ReplyIcon } from './Icons';
import { ListSheet } from './ListSheet';
import type { Message, Outgoing } from './model';

/** Connaught Place, New Delhi: where these phones are when they are asked. */
const whereabouts = { latitude: 28.6315, longitude: 77.2167 };

/** What can be pressed under a business message. */
export function MessageActions({
  message,
  onSend,
}: {
  readonly message: Message;
  readonly onSend: (message: Outgoing) => void;
}) {
  const { t } = useLanguage();
  const [sheetOpen, setSheetOpen] = useState(false);
  const { content, id: contextId } = message;
  switch (content.type) {
    case 'buttons':
      return content.buttons.map(({ id, title }) => (
        <Action
          key={id}
          id={id}
          icon={<ReplyIcon />}
          label={title}
          onPress={() => onSend({ type: 'button_reply', id, title, contextId })}
        />
      ));
    case 'template':
      return content.buttons.map(({ id, title }) => (
        <Action
          key={id}
          id={id}
          icon={<ReplyIcon />}
          label={title}
          onPress={() => onSend({ type: 'template_reply', payload: id, text: title, contextId })}
        />
      ));
    case 'list':
      return (
        <>
          <button type="button" className="action" data-testid="list-open" onClick={() => setSheetOpen(true)}>
            <ListIcon />
            {content.button}
          </button>
          {sheetOpen && (
            <ListSheet
              title={content.button}
              sections={content.sections}
              onClose={() => setSheetOpen(false)}
              onChoose={(row) => {
                setSheetOpen(false);
                onSend({ type: 'list_reply', ...row, contextId });
              }}
            />
          )}
        </>
      );
    case 'link_button':
      if (content.url !== undefined) {
        return (
          <a className="action" href={content.url} target="_blank" rel="noopener noreferrer nofollow">
            <LinkIcon />
            {content.label}
          </a>
        );
      }
      return content.label === 'send_location' ? (
        <Action
          id="send_location"
          icon={<PinIcon />}
          label={t('message.sendLocation')}
          onPress={() => onSend({ type: 'location', ...whereabouts, contextId })}
        />
      ) : null;
    case 'text':
    case 'media':
    case 'location':
    case 'contacts':
    case 'order':
    case 'unsupported':
    case 'number_changed':
    case 'button_reply':
    case 'list_reply':
    case 'template_reply':
      return null;
  }
}

function Action({
  id,
  icon,
  label,
  onPress,
}: {
  readonly id: string;
  readonly icon: ReactNode;
  readonly label: string;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className="action" data-testid="reply-button" data-id={id} onClick={onPress}>
      {icon}
      {label}
    </button>
  );
}
