import { useCallback, useEffect, useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { phrasesOf } from '../phrases';
import type { Deed } from './api';
import { AttachSheet } from './AttachSheet';
import { Avatar } from './Avatar';
import { ChatLog } from './ChatLog';
import { offsetName } from './clock';
import { Composer, type About } from './Composer';
import { PhonesIcon, ToolsIcon } from './Icons';
import { MessageSheet } from './MessageSheet';
import type { Account, Controls, FailureCode, Message, Outgoing, Phone } from './model';
import { PhoneSheet } from './PhoneSheet';
import { preview } from './preview';
import { ScreenContext } from './Screen';
import { useBurst, useDeed, useMarkRead, useMessages, useSend } from './useSimulator';
import { usePageVisible } from './usePage';

const nothing: readonly Message[] = [];

/** One phone with its chat open. */
export function PhoneView({
  phone,
  account,
  failureCodes,
  ahead,
  onShowPhones,
}: {
  readonly phone: Phone;
  readonly account: Account;
  readonly failureCodes: readonly FailureCode[];
  /** What the clock that the phone goes by is ahead of this device's, in milliseconds. */
  readonly ahead: number;
  readonly onShowPhones: () => void;
}) {
  const { t } = useLanguage();
  const { number } = phone;
  const messages = useMessages(number).data ?? nothing;
  const { mutate: press, mutateAsync: send, isError: sendFailed } = useSend(number);
  const { mutateAsync: sendBurst } = useBurst(number);
  const { mutateAsync: deal, isError: deedFailed } = useDeed(number);
  const { mutate: read } = useMarkRead(number);
  const [screen, setScreen] = useState<HTMLElement | null>(null);
  const visible = usePageVisible();
  const [open, setOpen] = useState<'attach' | 'tools' | Message | null>(null);
  const [about, setAbout] = useState<About | null>(null);
  const [readings, setReadings] = useState(false);
  const { controls } = phone;
  const unread = messages.filter((message) => isReadable(message, controls)).length;
  const supervised = controls.receipts === 'manual' || controls.offline || controls.delaySeconds > 0;
  const close = useCallback(() => setOpen(null), []);

  useEffect(() => {
    if (visible && unread > 0) {
      read();
    }
  }, [visible, unread, read]);

  const deed = (id: string, done: Deed) => {
    setOpen(null);
    // A failure is shown above the composer.
    deal({ id, deed: done }).catch(() => undefined);
  };
  const write = async (text: string) => {
    setAbout(null);
    await (about?.kind === 'edit'
      ? deal({ id: about.id, deed: { do: 'edit', text } })
      : send({ type: 'text', text, ...(about === null ? {} : { contextId: about.id }) }));
  };
  const turnTo = (kind: About['kind'], { id, content }: Message) => {
    setOpen(null);
    setAbout({ kind, id, words: kind === 'edit' ? words(content) : preview(content, t) });
  };
  return (
    <section
      ref={setScreen}
      className="phone"
      aria-label={t('phone.region', { name: phone.name })}
      data-testid="phone"
      data-number={number}
    >
      <ScreenContext value={screen}>
        <div className="owner">
          <button
            type="button"
            className="icon-button phones-button"
            aria-label={t('phones.open')}
            data-testid="show-phones"
            onClick={onShowPhones}
          >
            <PhonesIcon />
          </button>
          <b>{phone.name}</b>
          <span>{number}</span>
        </div>
        <header className="chat-header">
          <Avatar name={account.displayName} />
          <div>
            <h2>{account.displayName}</h2>
            <p aria-live="polite">{phone.typing ? t('phone.typing') : t('phone.business')}</p>
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label={t('phone.tools')}
            aria-haspopup="dialog"
            data-testid="tools"
            onClick={() => setOpen('tools')}
          >
            <ToolsIcon />
          </button>
          <span className="test-mode" title={t('app.testModeHint')}>
            {t('app.testMode')}
          </span>
        </header>
        <Oddities controls={controls} />
        <ChatLog
          businessName={account.displayName}
          messages={messages}
          zone={account.zone}
          ahead={ahead}
          typing={phone.typing}
          readings={readings}
          supervised={supervised}
          onSend={press}
          onMore={setOpen}
        />
        <Phrases language={phone.language} onSend={press} />
        <Composer
          // The words of an edited message come into a field of their own.
          key={about?.kind === 'edit' ? about.id : ''}
          businessName={account.displayName}
          failed={sendFailed || deedFailed}
          about={about}
          onLeave={() => setAbout(null)}
          onAttach={() => setOpen('attach')}
          onSend={write}
        />
        {open === 'attach' && <AttachSheet number={number} onSend={send} onBurst={sendBurst} onClose={close} />}
        {open === 'tools' && (
          <PhoneSheet phone={phone} messages={messages} readings={readings} onReadings={setReadings} onClose={close} />
        )}
        {open !== null && typeof open === 'object' && (
          <MessageSheet
            message={open}
            failureCodes={failureCodes}
            onDo={(done) => deed(open.id, done)}
            onReply={() => turnTo('reply', open)}
            onEdit={() => turnTo('edit', open)}
            onClose={close}
          />
        )}
      </ScreenContext>
    </section>
  );
}

/** What a look at the open chat reads: only what has come, where somebody or something holds messages back. */
function isReadable({ from, tick }: Message, controls: Controls): boolean {
  if (from !== 'business' || controls.offline || controls.receipts === 'manual') {
    return false;
  }
  return controls.delaySeconds > 0 ? tick === 'delivered' : tick !== 'read' && tick !== 'failed';
}

/** The words that can be written anew. */
function words(content: Message['content']): string {
  return content.type === 'text' ? content.text : content.type === 'media' ? (content.caption ?? '') : '';
}

/** Whatever is not as on any phone, for all to see. */
function Oddities({ controls }: { readonly controls: Controls }) {
  const { t, code } = useLanguage();
  const odd = [
    controls.offline && t('tools.offline'),
    controls.receipts === 'manual' && t('receipts.manual'),
    controls.delaySeconds > 0 && `${t('tools.delay')}: ${controls.delaySeconds}`,
    controls.clockOffsetSeconds !== 0 && `${t('tools.clock')}: ${offsetName(controls.clockOffsetSeconds, code)}`,
    controls.fault !== 'none' && t(`fault.${controls.fault}`),
  ].filter((text) => text !== false);
  return odd.length === 0 ? null : (
    <p className="oddities" role="status" data-testid="oddities">
      {odd.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}

function Phrases({ language, onSend }: { readonly language: string; readonly onSend: (message: Outgoing) => void }) {
  const { t } = useLanguage();
  return (
    <div className="phrases" role="group" aria-label={t('phrases.label')} lang={language}>
      {phrasesOf(language).map((text) => (
        <button
          key={text}
          type="button"
          className="chip"
          dir="auto"
          data-testid="phrase"
          onClick={() => onSend({ type: 'text', text })}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
