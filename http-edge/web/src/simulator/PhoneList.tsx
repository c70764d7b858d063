import { useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { Avatar } from './Avatar';
import { CloseIcon, PlusIcon } from './Icons';
import { ClinicClock } from './ClinicClock';
import type { Account, Clock, Phone } from './model';
import { PhraseLanguage } from './PhoneSheet';
import { useCreatePhone } from './useSimulator';

interface Props {
  readonly accounts: readonly Account[];
  readonly phones: readonly Phone[];
  readonly clock: Clock;
  readonly open: readonly string[];
  readonly onOpen: (number: string) => void;
  /** Set when the list lies over the phones and can be closed. */
  readonly onClose: (() => void) | null;
}

export function PhoneList({ accounts, phones, clock, open, onOpen, onClose }: Props) {
  const { t, code, available, choose } = useLanguage();
  const businessOf = (phone: Phone) =>
    accounts.length < 2 ? undefined : accounts.find(({ phoneNumberId }) => phoneNumberId === phone.business);
  return (
    <nav
      className="phones"
      aria-label={t('phones.label')}
      onKeyDown={(event) => event.key === 'Escape' && onClose?.()}
    >
      <header>
        <div>
          <h1>{t('app.title')}</h1>
          <p>{t('app.subtitle')}</p>
        </div>
        {onClose !== null && (
          <button type="button" className="icon-button" aria-label={t('phones.close')} onClick={onClose} autoFocus>
            <CloseIcon />
          </button>
        )}
      </header>
      <p className="banner">
        <b>{t('app.testMode')}</b> {t('app.testModeHint')}
      </p>
      <ul>
        {phones.map((phone) => (
          <li key={phone.number}>
            <button
              type="button"
              className="phones-item"
              aria-pressed={open.includes(phone.number)}
              data-testid="phone-list-item"
              data-number={phone.number}
              onClick={() => onOpen(phone.number)}
            >
              <Avatar name={phone.name} />
              <span>
                {phone.name}
                <small>{phone.typing ? t('phone.typing') : phone.number}</small>
                {businessOf(phone) !== undefined && <small>{businessOf(phone)?.displayName}</small>}
              </span>
              {phone.unread > 0 && (
                <b className="badge" aria-label={t('phones.unread', { count: phone.unread })}>
                  {phone.unread}
                </b>
              )}
            </button>
          </li>
        ))}
      </ul>
      <AddPhone accounts={accounts} onAdded={onOpen} />
      <ClinicClock accounts={accounts} clock={clock} />
      <label className="language">
        {t('app.language')}
        <select value={code} data-testid="language" onChange={(event) => choose(event.target.value)}>
          {available.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {new Intl.DisplayNames(tag, { type: 'language' }).of(tag)}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}

function AddPhone({
  accounts,
  onAdded,
}: {
  readonly accounts: readonly Account[];
  readonly onAdded: (number: string) => void;
}) {
  const { t, code } = useLanguage();
  const [name, setName] = useState<string | null>(null);
  const [language, setLanguage] = useState(code);
  const [business, setBusiness] = useState(accounts[0]?.phoneNumberId ?? '');
  const create = useCreatePhone();
  if (name === null) {
    return (
      <button
        type="button"
        className="add-phone"
        data-testid="add-phone"
        onClick={() => {
          setName('');
          // The page's language may have changed since this was first drawn.
          setLanguage(code);
        }}
      >
        <PlusIcon />
        {t('phones.add')}
      </button>
    );
  }
  return (
    <form
      className="add-phone-form"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setName(null);
        }
      }}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { name: name.trim(), language, business },
          {
            onSuccess: (phone) => {
              setName(null);
              onAdded(phone.number);
            },
          },
        );
      }}
    >
      <input
        autoFocus
        required
        maxLength={40}
        pattern=".*\S.*"
        value={name}
        placeholder={t('phones.name')}
        aria-label={t('phones.name')}
        data-testid="add-phone-name"
        onChange={(event) => setName(event.target.value)}
      />
      <PhraseLanguage value={language} onChange={setLanguage} />
      {accounts.length > 1 && (
        <label className="field">
          {t('phone.business')}
          <select
            value={business}
            data-testid="add-phone-business"
            onChange={(event) => setBusiness(event.target.value)}
          >
            {accounts.map((account) => (
              <option key={account.phoneNumberId} value={account.phoneNumberId}>
                {account.displayName}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className="primary" data-testid="add-phone-create" disabled={create.isPending}>
        {t('phones.create')}
      </button>
      <button type="button" className="secondary" onClick={() => setName(null)}>
        {t('phones.cancel')}
      </button>
      {create.isError && <p role="alert">{t('phones.failed')}</p>}
    </form>
  );
}
