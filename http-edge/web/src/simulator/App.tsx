import { useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { withOpen } from './merge';
import type { Account, Phone } from './model';
import { PhoneList } from './PhoneList';
import { PhoneView } from './PhoneView';
import { useMediaQuery } from './usePage';
import { useEventStream, useSimulatorState } from './useSimulator';

export function App() {
  const { t } = useLanguage();
  const live = useEventStream();
  const state = useSimulatorState();
  const wide = useMediaQuery('(min-width: 800px)');
  const wider = useMediaQuery('(min-width: 1060px)');
  const widest = useMediaQuery('(min-width: 1400px)');
  const slots = widest ? 3 : wider ? 2 : 1;
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [listOpen, setListOpen] = useState(false);

  if (state.data === undefined) {
    return (
      <main className="waiting">
        {state.isError ? (
          <>
            <p role="alert">{t('app.unreachable')}</p>
            <button type="button" className="primary" onClick={() => void state.refetch()}>
              {t('app.retry')}
            </button>
          </>
        ) : (
          <p role="status">{t('app.loading')}</p>
        )}
      </main>
    );
  }

  const { accounts, phones, failureCodes, clock } = state.data;
  const open = (chosen ?? phones.map((phone) => phone.number).slice(0, slots)).slice(-slots);
  // Phones stand in the order of the list: opening one does not make the others change places.
  const shown = phones.filter((phone) => open.includes(phone.number));
  const show = (number: string) => {
    setChosen(withOpen(open, number, slots));
    setListOpen(false);
  };
  return (
    <div className="app">
      {(wide || listOpen) && (
        <PhoneList
          accounts={accounts}
          phones={phones}
          clock={clock}
          open={open}
          onOpen={show}
          onClose={wide ? null : () => setListOpen(false)}
        />
      )}
      <main className="desk" inert={!wide && listOpen}>
        {shown.map((phone) => (
          <PhoneView
            key={phone.number}
            phone={phone}
            account={accountOf(accounts, phone)}
            failureCodes={failureCodes}
            ahead={clock.ahead}
            onShowPhones={() => setListOpen(true)}
          />
        ))}
      </main>
      {!live && (
        <p className="offline" role="status">
          {t('app.offline')}
        </p>
      )}
    </div>
  );
}

const nameless: Account = { phoneNumberId: '', displayName: '–', displayNumber: '', zone: 'UTC' };

/** The business that a phone writes to. */
function accountOf(accounts: readonly Account[], phone: Phone): Account {
  return accounts.find(({ phoneNumberId }) => phoneNumberId === phone.business) ?? accounts[0] ?? nameless;
}
