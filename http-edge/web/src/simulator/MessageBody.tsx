import { useLanguage } from '../i18n/LanguageProvider';
import { mediaUrl } from './api';
import { FormattedText } from './FormattedText';
import { FileIcon, PersonIcon, PinIcon } from './Icons';
import type { Content } from './model';

/** The inside of a bubble: what it says, without what can be pressed. */
export function MessageBody({ content }: { readonly content: Content }) {
  const { t } = useLanguage();
  switch (content.type) {
    case 'text':
      return <Paragraph text={content.text} />;
    case 'buttons':
    case 'list':
    case 'link_button':
      return (
        <>
          {content.header !== undefined && <p className="message-header">{content.header}</p>}
          <Paragraph text={content.body} />
          {content.footer !== undefined && <p className="message-footer">{content.footer}</p>}
        </>
      );
    case 'button_reply':
      return <Paragraph text={content.title} />;
    case 'template_reply':
      return <Paragraph text={content.text} />;
    case 'list_reply':
      return (
        <>
          <p className="message-text">{content.title}</p>
          {content.description !== undefined && <p className="message-footer">{content.description}</p>}
        </>
      );
    case 'template':
      return (
        <>
          <p className="message-footer">
            {t('message.template', { name: content.name, language: content.language })}
          </p>
          {(content.text === undefined ? content.parameters : [content.text]).map((paragraph, index) => (
            <Paragraph key={index} text={paragraph} />
          ))}
        </>
      );
    case 'media':
      return <MediaBody media={content} />;
    case 'location':
      return (
        <p className="attachment">
          <PinIcon />
          <span>
            {content.name ?? t('message.location')}
            <small>{content.address ?? `${content.latitude.toFixed(4)}, ${content.longitude.toFixed(4)}`}</small>
          </span>
        </p>
      );
    case 'contacts':
      return content.cards.map((card, index) => (
        <p key={index} className="attachment">
          <PersonIcon />
          <span>
            {card.name}
            <small dir="ltr">{card.number}</small>
          </span>
        </p>
      ));
    case 'order':
      return (
        <>
          <p className="message-header">{t('message.order')}</p>
          {content.items.map((item) => (
            <p key={item.productId}>
              {item.quantity} × {item.productId} · {item.price} {item.currency}
            </p>
          ))}
          {content.text !== undefined && <Paragraph text={content.text} />}
        </>
      );
    case 'unsupported':
      return (
        <p className="message-footer">
          {t('message.unsupported')} ({content.kind})
        </p>
      );
    case 'number_changed':
      return (
        <p className="attachment">
          <PersonIcon />
          <span>
            {t('message.numberChanged')}
            <small dir="ltr">{content.number}</small>
          </span>
        </p>
      );
  }
}

function Paragraph({ text }: { readonly text: string }) {
  return (
    <p className="message-text" dir="auto">
      <FormattedText text={text} />
    </p>
  );
}

function MediaBody({ media }: { readonly media: Extract<Content, { type: 'media' }> }) {
  const { t } = useLanguage();
  const kind = t(`message.${media.kind}`);
  const stored = media.mediaId === undefined ? undefined : mediaUrl(media.mediaId);
  const address = stored ?? media.link;
  const name = media.filename ?? (media.file?.voice === true ? t('message.voice') : kind);
  return (
    <>
      {stored !== undefined && (media.kind === 'image' || media.kind === 'sticker') ? (
        <a href={stored} target="_blank" rel="noopener noreferrer">
          <img
            className={media.kind === 'sticker' ? 'sticker' : 'picture'}
            src={stored}
            alt={media.caption ?? kind}
            loading="lazy"
          />
        </a>
      ) : stored !== undefined && media.kind === 'audio' ? (
        <audio className="player" controls preload="metadata" src={stored} aria-label={name} />
      ) : stored !== undefined && media.kind === 'video' ? (
        <video className="picture" controls preload="metadata" src={stored} aria-label={name} />
      ) : (
        <p className="attachment">
          <FileIcon />
          <span>
            {name}
            {address !== undefined && (
              <small>
                <a
                  href={address}
                  target="_blank"
                  rel="noopener noreferrer nofollow"
                  {...(stored === undefined ? {} : { download: name })}
                >
                  {t('message.openFile')}
                </a>
              </small>
            )}
          </span>
        </p>
      )}
      {media.caption !== undefined && <Paragraph text={media.caption} />}
    </>
  );
}
