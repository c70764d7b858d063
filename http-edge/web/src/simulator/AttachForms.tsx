import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import type { MessageKey } from '../i18n/catalogues';
import type { Outgoing } from './model';

/** Somewhere in each of the countries whose languages are spoken here. */
const places: readonly { readonly name: string; readonly latitude: number; readonly longitude: number }[] = [
  { name: 'Main Road, Pune', latitude: 18.5204, longitude: 73.8567 },
  { name: 'Connaught Place, New Delhi', latitude: 28.6315, longitude: 77.2167 },
  { name: 'T. Nagar, Chennai', latitude: 13.0418, longitude: 80.2341 },
  { name: 'Kariakoo, Dar es Salaam', latitude: -6.8194, longitude: 39.2796 },
  { name: 'Avenida Paulista, São Paulo', latitude: -23.5614, longitude: -46.6559 },
];

const numberPattern = '\\+[0-9]{7,15}';

type Send = (message: Outgoing) => void;

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="field">
      {label}
      {children}
    </label>
  );
}

/** Sends when the sheet's form is valid: the sheet is the form element. */
function SendButton({ ready, onPress }: { readonly ready: boolean; readonly onPress: () => void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="primary" data-testid="attach-send" disabled={!ready} onClick={onPress}>
      {t('composer.send')}
    </button>
  );
}

export function LocationForm({ onSend }: { readonly onSend: Send }) {
  const { t } = useLanguage();
  const [place, setPlace] = useState({ name: '', latitude: '', longitude: '' });
  const [latitude, longitude] = [Number(place.latitude), Number(place.longitude)];
  const ready =
    place.latitude !== '' && place.longitude !== '' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  const coordinate = (key: 'latitude' | 'longitude', label: MessageKey, limit: number) => (
    <Field label={t(label)}>
      <input
        type="number"
        step="any"
        min={-limit}
        max={limit}
        value={place[key]}
        onChange={(event) => setPlace({ ...place, [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <>
      <div className="presets">
        {places.map((preset) => (
          <button
            key={preset.name}
            type="button"
            className="chip"
            data-testid="location-preset"
            onClick={() =>
              setPlace({ name: preset.name, latitude: String(preset.latitude), longitude: String(preset.longitude) })
            }
          >
            {preset.name}
          </button>
        ))}
      </div>
      {coordinate('latitude', 'location.latitude', 90)}
      {coordinate('longitude', 'location.longitude', 180)}
      <Field label={t('phones.name')}>
        <input maxLength={256} value={place.name} onChange={(event) => setPlace({ ...place, name: event.target.value })} />
      </Field>
      <SendButton
        ready={ready}
        onPress={() =>
          onSend({ type: 'location', latitude, longitude, ...(place.name.trim() === '' ? {} : { name: place.name.trim() }) })
        }
      />
    </>
  );
}

export function ContactForm({ onSend }: { readonly onSend: Send }) {
  const { t } = useLanguage();
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  return (
    <>
      <Field label={t('phones.name')}>
        <input maxLength={256} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <NumberField value={number} onChange={setNumber} />
      <SendButton
        ready={name.trim() !== '' && isNumber(number)}
        onPress={() => onSend({ type: 'contacts', cards: [{ name: name.trim(), number }] })}
      />
    </>
  );
}

export function NumberForm({ onSend }: { readonly onSend: Send }) {
  const { t } = useLanguage();
  const [number, setNumber] = useState('');
  return (
    <>
      <p className="hint">{t('number.hint')}</p>
      <NumberField value={number} onChange={setNumber} />
      <SendButton ready={isNumber(number)} onPress={() => onSend({ type: 'number_changed', number })} />
    </>
  );
}

export function BurstForm({ onSend }: { readonly onSend: (lines: readonly string[]) => void }) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <>
      <Field label={t('burst.lines')}>
        <textarea
          rows={5}
          dir="auto"
          value={text}
          data-testid="burst-lines"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <SendButton ready={lines.length > 0 && lines.length <= 20} onPress={() => onSend(lines)} />
    </>
  );
}

const isNumber = (text: string) => new RegExp(`^${numberPattern}$`).test(text);

function NumberField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useLanguage();
  return (
    <Field label={t('number.label')}>
      <input
        type="tel"
        dir="ltr"
        pattern={numberPattern}
        placeholder="+919900000009"
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/[\s()-]/g, ''))}
      />
    </Field>
  );
}
