import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { Avatar } from './Avatar';
import { ChatLog } from './ChatLog';
import { Composer } from './Composer';
import { PhonesIcon } from './Icons';
import type { Account, Message, Phone } from './model';
import { ScreenContext } from './Screen';
import { useMarkRead, useMessages, useSend } from './useSimulator';
import { usePageVisible } from './usePage';

const nothing: readonly Message[] = [];

/** One phone with its chat open. */
export function PhoneView({
  phone,
  account,
  onShowPhones,
}: {
  readonly phone: Phone;
  readonly account: Account;
  readonly onShowPhones: () => void;
}) {
  const { t } = useLanguage();
  const { number } = phone;
  const messages = useMessages(number).data ?? nothing;
  const { mutate: press, mutateAsync: send, isError: sendFailed } = useSend(number);
  const { mutate: read } = useMarkRead(number);
  const [screen, setScreen] = useState<HTMLElement | null>(null);
  const visible = usePageVisible();
  const unread = messages.filter((message) => message.from === 'business' && message.tick !== 'read').length;

  useEffect(() => {
    if (visible && unread > 0) {
      read();
    }
  }, [visible, unread, read]);

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
          <span className="test-mode" title={t('app.testModeHint')}>
            {t('app.testMode')}
          </span>
        </header>
        <ChatLog businessName={account.displayName} messages={messages} typing={phone.typing} onSend={press} />
        <Composer
          businessName={account.displayName}
          failed={sendFailed}
          onSend={(text) => send({ type: 'text', text })}
        />
      </ScreenContext>
    </section>
  );
}
