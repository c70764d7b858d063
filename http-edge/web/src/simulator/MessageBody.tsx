import { useLanguage } from '../i18n/LanguageProvider';
import { mediaUrl } from './api';
import { FormattedText } from './FormattedText';
import { FileIcon, PinIcon } from './Icons';
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
          {content.parameters.map((parameter, index) => (
            <Paragraph key={index} text={parameter} />
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
  const picture = stored !== undefined && (media.kind === 'image' || media.kind === 'sticker');
  return (
    <>
      {picture ? (
        <img className="picture" src={stored} alt={media.caption ?? kind} loading="lazy" />
      ) : (
        <p className="attachment">
          <FileIcon />
          <span>
            {media.filename ?? kind}
            {address !== undefined && (
              <small>
                <a href={address} target="_blank" rel="noopener noreferrer nofollow">
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
