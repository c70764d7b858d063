const files = import.meta.glob<readonly string[]>('./*.json', { eager: true, import: 'default' });

/** Language tag → what somebody who writes it would say, in the order of a booking. Added by adding a file. */
export const phrases: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
);

export const phraseLanguages = Object.keys(phrases).sort();

/** What can be said at one click in that language, or in English where nothing is prepared. */
export const phrasesOf = (language: string): readonly string[] => phrases[language] ?? phrases['en'] ?? [];

/** The language's own name for itself. */
export const languageName = (tag: string) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
