import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { languageName, phraseLanguages } from '../phrases';
import { offsetName, offsets } from './clock';
import type { Controls, Fault, Message, Phone, Receipts } from './model';
import { Sheet } from './Sheet';
import { transcript } from './transcript';
import { useControls, useProfile } from './useSimulator';

interface Props {
  readonly phone: Phone;
  readonly messages: readonly Message[];
  readonly readings: boolean;
  readonly onReadings: (shown: boolean) => void;
  readonly onClose: () => void;
}

/** How the phone behaves, who holds it, and what its chat reads like. Changes hold at once. */
export function PhoneSheet({ phone, messages, readings, onReadings, onClose }: Props) {
  const { t, code } = useLanguage();
  const { mutate: control, isError: controlFailed } = useControls(phone.number);
  const { controls } = phone;
  const set = (changed: Partial<Controls>) => control({ ...controls, ...changed });
  return (
    <Sheet title={t('phone.tools')} testId="phone-sheet" onClose={onClose}>
      <div className="sheet-form">
        {controlFailed && <p role="alert">{t('tools.failed')}</p>}
        <Check testId="tools-readings" label={t('reading.show')} hint={t('reading.hint')} on={readings} onChange={onReadings} />
        <Group title={t('tools.receipts')}>
          <Radios<Receipts>
            name="receipts"
            value={controls.receipts}
            choices={{ automatic: t('receipts.automatic'), manual: t('receipts.manual') }}
            onChange={(receipts) => set({ receipts })}
          />
          <label className="field">
            {t('tools.delay')}
            <input
              type="number"
              min={0}
              max={3600}
              defaultValue={controls.delaySeconds}
              data-testid="tools-delay"
              onChange={({ target }) => {
                if (target.value !== '' && target.validity.valid) {
                  set({ delaySeconds: Math.round(target.valueAsNumber) });
                }
              }}
            />
          </label>
          <Check
            testId="tools-offline"
            label={t('tools.offline')}
            hint={t('tools.offlineHint')}
            on={controls.offline}
            onChange={(offline) => set({ offline })}
          />
        </Group>
        <Group title={t('tools.fault')}>
          <Radios<Fault>
            name="fault"
            value={controls.fault}
            choices={{ none: t('fault.none'), twice: t('fault.twice'), swapped: t('fault.swapped'), late: t('fault.late') }}
            onChange={(fault) => set({ fault })}
          />
        </Group>
        <Group title={t('tools.clock')}>
          <p className="hint">{t('tools.clockHint')}</p>
          <select
            value={controls.clockOffsetSeconds}
            aria-label={t('tools.clock')}
            data-testid="tools-clock"
            onChange={(event) => set({ clockOffsetSeconds: Number(event.target.value) })}
          >
            {offsets.map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? t('tools.clockTrue') : offsetName(seconds, code)}
              </option>
            ))}
          </select>
        </Group>
        <Profile phone={phone} />
        <Transcript phone={phone} messages={messages} />
      </div>
    </Sheet>
  );
}

function Profile({ phone }: { readonly phone: Phone }) {
  const { t } = useLanguage();
  const { mutate: save, isError, isSuccess, isPending } = useProfile(phone.number);
  const [name, setName] = useState(phone.name);
  const [language, setLanguage] = useState(phone.language);
  return (
    <Group title={t('tools.profile')}>
      <label className="field">
        {t('phones.name')}
        <input maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <PhraseLanguage value={language} onChange={setLanguage} />
      <button
        type="button"
        className="secondary"
        data-testid="profile-save"
        disabled={isPending || name.trim() === ''}
        onClick={() => save({ name: name.trim(), language })}
      >
        {t('tools.save')}
      </button>
      {isError && <p role="alert">{t('tools.failed')}</p>}
      {isSuccess && <p role="status">{t('tools.saved')}</p>}
    </Group>
  );
}

/** The language whose phrases are at hand. */
export function PhraseLanguage({ value, onChange }: { readonly value: string; readonly onChange: (tag: string) => void }) {
  const { t } = useLanguage();
  const known = phraseLanguages.includes(value);
  return (
    <label className="field">
      {t('phone.language')}
      <select value={known ? value : ''} data-testid="phone-language" onChange={(event) => onChange(event.target.value)}>
        {!known && <option value="">–</option>}
        {phraseLanguages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageName(tag)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Transcript({ phone, messages }: Pick<Props, 'phone' | 'messages'>) {
  const { t } = useLanguage();
  const download = () => {
    const text = transcript(messages, 'A chat from the simulator.');
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `chat-${phone.number.replace(/\D/g, '')}.txt`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Group title={t('transcript.title')}>
      <p className="hint">{t('transcript.hint')}</p>
      <button
        type="button"
        className="secondary"
        data-testid="transcript-download"
        disabled={messages.length === 0}
        onClick={download}
      >
        {t('transcript.download')}
      </button>
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Check({
  testId,
  label,
  hint,
  on,
  onChange,
}: {
  readonly testId: string;
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} data-testid={testId} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
  );
}

function Radios<V extends string>({
  name,
  value,
  choices,
  onChange,
}: {
  readonly name: string;
  readonly value: V;
  readonly choices: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}) {
  return (
    <div>
      {(Object.keys(choices) as V[]).map((choice) => (
        <label key={choice} className="check">
          <input
            type="radio"
            name={name}
            checked={choice === value}
            data-testid={`tools-${name}-${choice}`}
            onChange={() => onChange(choice)}
          />
          {choices[choice]}
        </label>
      ))}
    </div>
  );
}
