import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { Bubble } from './Bubble';
import { dayNumber } from './clock';
import { DownIcon } from './Icons';
import type { Message, Outgoing } from './model';

/** Within this distance the reader is taken to follow the chat. */
const followPixels = 120;

interface Props {
  readonly businessName: string;
  readonly messages: readonly Message[];
  /** Whose time the phone shows. */
  readonly zone: string;
  readonly ahead: number;
  readonly typing: boolean;
  readonly readings: boolean;
  readonly supervised: boolean;
  readonly onSend: (message: Outgoing) => void;
  readonly onMore: (message: Message) => void;
}

export function ChatLog(props: Props) {
  const { businessName, messages, zone, ahead, typing, readings, supervised, onSend, onMore } = props;
  const { t } = useLanguage();
  const log = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const last = messages.at(-1);

  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });

  useLayoutEffect(() => {
    if (following || last?.from === 'phone') {
      toEnd();
    }
  }, [following, last?.id, last?.from, typing]);

  useEffect(() => {
    // A keyboard that opens or a picture that loads changes the height: stay at the end.
    const element = log.current;
    if (element === null || !following) {
      return undefined;
    }
    const observer = new ResizeObserver(toEnd);
    observer.observe(element);
    return () => observer.disconnect();
  }, [following]);

  return (
    <div className="chat">
      <div
        ref={log}
        className="log"
        role="log"
        aria-live="polite"
        aria-label={t('chat.log', { name: businessName })}
        tabIndex={0}
        data-testid="chat-log"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < followPixels)
        }
      >
        {messages.length === 0 && <EmptyChat businessName={businessName} />}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const newDay = before === undefined || day(before, zone) !== day(message, zone);
          return (
            <Fragment key={message.id}>
              {newDay && <DayChip {...{ message, zone, ahead }} />}
              <Bubble
                message={message}
                quoted={message.contextId === undefined ? undefined : byId.get(message.contextId)}
                first={newDay || before.from !== message.from}
                businessName={businessName}
                zone={zone}
                readings={readings}
                supervised={supervised}
                onSend={onSend}
                onMore={onMore}
              />
            </Fragment>
          );
        })}
        {typing && (
          <div className="row row-theirs row-first" data-testid="typing" aria-label={t('phone.typing')}>
            <div className="bubble typing">
              <i />
              <i />
              <i />
            </div>
          </div>
        )}
      </div>
      {!following && (
        <button type="button" className="to-end" aria-label={t('chat.latest')} onClick={toEnd}>
          <DownIcon />
        </button>
      )}
    </div>
  );
}

function EmptyChat({ businessName }: Pick<Props, 'businessName'>) {
  const { t } = useLanguage();
  return (
    <div className="empty">
      <b>{t('chat.emptyTitle')} 👋</b>
      <span>{t('chat.emptyHint', { name: businessName })}</span>
    </div>
  );
}

function DayChip({ message, zone, ahead }: Pick<Props, 'zone' | 'ahead'> & { readonly message: Message }) {
  const { t, code } = useLanguage();
  const days = dayNumber(Date.now() + ahead, zone) - day(message, zone);
  const name =
    days === 0
      ? t('chat.today')
      : days === 1
        ? t('chat.yesterday')
        : new Intl.DateTimeFormat(code, { dateStyle: 'long', timeZone: zone, numberingSystem: 'latn' }).format(new Date(message.at));
  return <p className="day">{name}</p>;
}

const day = (message: Message, zone: string) => dayNumber(Date.parse(message.at), zone);
