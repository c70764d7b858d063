import { memo } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { MoreIcon, TickMark } from './Icons';
import { MessageActions } from './MessageActions';
import { MessageBody } from './MessageBody';
import type { Message, Outgoing } from './model';
import { preview } from './preview';
import { Reading } from './Reading';

interface Props {
  readonly message: Message;
  /** The message that it answers, when that is still there. */
  readonly quoted: Message | undefined;
  /** The first of a run by the same sender has a tail. */
  readonly first: boolean;
  readonly businessName: string;
  /** Whose time the phone shows. */
  readonly zone: string;
  /** Whether what the engine reads stands beside what the person wrote. */
  readonly readings: boolean;
  /** Whether receipts are in somebody's hand, so that one wants to see them. */
  readonly supervised: boolean;
  readonly onSend: (message: Outgoing) => void;
  readonly onMore: (message: Message) => void;
}

/** The words in it, as far as the engine reads them. */
function words({ content, change }: Message): string | undefined {
  if (change === 'deleted') {
    return undefined;
  }
  return content.type === 'text' ? content.text : content.type === 'media' ? content.caption : undefined;
}

export const Bubble = memo(function Bubble({
  message,
  quoted,
  first,
  businessName,
  zone,
  readings,
  supervised,
  onSend,
  onMore,
}: Props) {
  const { t, code } = useLanguage();
  const mine = message.from === 'phone';
  const time = new Intl.DateTimeFormat(code, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    // The digits that the business writes its times with.
    numberingSystem: 'latn',
  }).format(new Date(message.at));
  const deleted = message.change === 'deleted';
  const away = !mine && (message.tick === 'failed' || (supervised && (message.tick === 'clock' || message.tick === 'sent')));
  const read = readings && mine ? words(message) : undefined;
  const author = (from: Message['from']) => (from === 'phone' ? t('chat.you') : businessName);
  return (
    <article
      className={`row ${mine ? 'row-mine' : 'row-theirs'}${first ? ' row-first' : ''}${away ? ' row-away' : ''}`}
      aria-label={`${author(message.from)}, ${time}`}
      data-testid="message"
      data-from={message.from}
      data-type={message.content.type}
      data-id={message.id}
    >
      <div className="bubble-stack">
        <div className="bubble">
          {quoted !== undefined && (
            <blockquote className={quoted.from === 'phone' ? 'quote quote-mine' : 'quote'}>
              <b>{author(quoted.from)}</b>
              <span>{preview(quoted.content, t)}</span>
            </blockquote>
          )}
          <div className="bubble-body" data-testid="message-body">
            {deleted ? <em>{t('bubble.deleted')}</em> : <MessageBody content={message.content} />}
          </div>
          <span className="meta">
            {message.change === 'edited' && <span>{t('bubble.edited')}</span>}
            <time dateTime={message.at}>{time}</time>
            {mine && <TickMark tick={message.tick} label={t(`tick.${message.tick}`)} />}
            <button
              type="button"
              className="more"
              aria-label={t('bubble.more')}
              aria-haspopup="dialog"
              data-testid="more"
              onClick={() => onMore(message)}
            >
              <MoreIcon />
            </button>
          </span>
        </div>
        {!mine && (supervised || message.tick === 'failed') && (
          <p className="receipt" data-testid="receipt" data-tick={message.tick}>
            {t(`tick.${message.tick}`)}
            {message.errorCode !== undefined && ` · ${message.errorCode}`}
          </p>
        )}
        {read !== undefined && <Reading text={read} />}
        {!mine && message.tick !== 'failed' && (
          <div className="actions">
            <MessageActions message={message} onSend={onSend} />
          </div>
        )}
        {(message.reaction ?? message.ownReaction) !== undefined && (
          <span className="reaction" data-testid="reaction">
            {message.ownReaction}
            {message.reaction}
          </span>
        )}
      </div>
    </article>
  );
});
