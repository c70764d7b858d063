import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { offsetName, steps } from './clock';
import type { Account, Clock } from './model';
import { useAdvanceClock } from './useSimulator';

const tickMillis = 1_000;

/** What the clinics' clocks show, and steps ahead: a reminder of tomorrow need not be waited for. */
export function ClinicClock({ accounts, clock }: { readonly accounts: readonly Account[]; readonly clock: Clock }) {
  const { t, code } = useLanguage();
  const { mutate: advance, isPending, isError } = useAdvanceClock();
  const now = useNow() + clock.ahead;
  return (
    <section className="clinic-clock" aria-label={t('clinicClock.title')}>
      <h2>{t('clinicClock.title')}</h2>
      {accounts.map(({ phoneNumberId, displayName, zone }) => (
        <p key={phoneNumberId}>
          {accounts.length > 1 && <span>{displayName}</span>}
          <time dateTime={new Date(now).toISOString()} data-testid="clinic-clock">
            {new Intl.DateTimeFormat(code, { ...format, timeZone: zone }).format(now)}
          </time>
        </p>
      ))}
      {clock.moves && (
        <div role="group" aria-label={t('clinicClock.ahead')} title={t('clinicClock.ahead')}>
          {steps.map((seconds) => (
            <button
              key={seconds}
              type="button"
              className="chip"
              data-testid="clinic-clock-ahead"
              data-seconds={seconds}
              disabled={isPending}
              onClick={() => advance(seconds)}
            >
              {offsetName(seconds, code, 'short')}
            </button>
          ))}
        </div>
      )}
      {isError && <p role="alert">{t('tools.failed')}</p>}
    </section>
  );
}

const format = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
  numberingSystem: 'latn',
} as const;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMillis);
    return () => clearInterval(timer);
  }, []);
  return now;
}
