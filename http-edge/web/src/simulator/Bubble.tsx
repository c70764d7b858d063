import { memo } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { TickMark } from './Icons';
import { MessageActions } from './MessageActions';
import { MessageBody } from './MessageBody';
import type { Message, Outgoing } from './model';
import { preview } from './preview';

interface Props {
  readonly message: Message;
  /** The message that it answers, when that is still there. */
  readonly quoted: Message | undefined;
  /** The first of a run by the same sender has a tail. */
  readonly first: boolean;
  readonly businessName: string;
  readonly onSend: (message: Outgoing) => void;
}

export const Bubble = memo(function Bubble({ message, quoted, first, businessName, onSend }: Props) {
  const { t, code } = useLanguage();
  const mine = message.from === 'phone';
  const time = new Intl.DateTimeFormat(code, { hour: 'numeric', minute: '2-digit' }).format(new Date(message.at));
  const author = (from: Message['from']) => (from === 'phone' ? t('chat.you') : businessName);
  return (
    <article
      className={`row ${mine ? 'row-mine' : 'row-theirs'}${first ? ' row-first' : ''}`}
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
            <MessageBody content={message.content} />
          </div>
          <span className="meta">
            <time dateTime={message.at}>{time}</time>
            {mine && <TickMark tick={message.tick} label={t(`tick.${message.tick}`)} />}
          </span>
        </div>
        {!mine && (
          <div className="actions">
            <MessageActions message={message} onSend={onSend} />
          </div>
        )}
        {message.reaction !== undefined && <span className="reaction">{message.reaction}</span>}
      </div>
    </article>
  );
});
