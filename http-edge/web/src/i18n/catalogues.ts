import reference from './catalogues/en.json';

/** Every text the application can show; English is the reference for the keys. */
export type MessageKey = keyof typeof reference;
export type Catalogue = Record<MessageKey, string>;

const files = import.meta.glob<Catalogue>('./catalogues/*.json', { eager: true, import: 'default' });

/** Language code → texts. A language is added by adding its file. */
export const catalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
);

export const fallbackLanguage = 'en';

/** The first language of the list that there is a catalogue for: exactly, or by its base language. */
export function chooseLanguage(wanted: readonly string[], available: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.split('-')[0] ?? tag;
    const found = available.find((code) => code === tag) ?? available.find((code) => code.split('-')[0] === base);
    if (found !== undefined) {
      return found;
    }
  }
  return fallbackLanguage;
}

/** Where a line of that language begins, by its script. */
export function direction(code: string): 'ltr' | 'rtl' {
  const { script = '' } = new Intl.Locale(code).maximize();
  return ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'].includes(script) ? 'rtl' : 'ltr';
}

/** Puts values in place of `{name}`; an unknown name stays as it is, so that a slip is seen. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
