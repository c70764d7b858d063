import { useLanguage } from '../i18n/LanguageProvider';
import type { Reading as Read } from './model';
import { useReading } from './useSimulator';

/** What the engine reads in a message, beside it. */
export function Reading({ text }: { readonly text: string }) {
  const { t } = useLanguage();
  const { data, isError } = useReading(text);
  return (
    <div className="reading" data-testid="reading" aria-label={t('reading.title')} role="group">
      {data !== undefined ? (
        <Found reading={data} />
      ) : (
        <p role={isError ? 'alert' : 'status'}>{t(isError ? 'reading.failed' : 'reading.loading')}</p>
      )}
    </div>
  );
}

/** Codes stand as the engine names them, so that they can be looked up in its data. */
function Found({ reading }: { readonly reading: Read }) {
  const { t } = useLanguage();
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('reading.language'), reading.language],
    [t('reading.intent'), reading.intent],
    [t('reading.age'), reading.age?.toString()],
    [t('reading.sex'), reading.sex],
    [t('reading.date'), reading.dates.length === 0 ? undefined : reading.dates.join(' / ')],
    [t('reading.time'), reading.time],
  ];
  return (
    <>
      <dl>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {reading.complaints.length > 0 && (
        <ul>
          {reading.complaints.map(({ id, specialty, urgency, negated }, index) => (
            <li key={index} className={negated ? 'negated' : `urgency-${urgency}`}>
              <b>{id}</b> {negated ? t('reading.negated') : `${t(`urgency.${urgency}`)} · ${specialty}`}
            </li>
          ))}
        </ul>
      )}
      {reading.evidence.length > 0 && <small dir="auto">{reading.evidence.join(' · ')}</small>}
    </>
  );
}
