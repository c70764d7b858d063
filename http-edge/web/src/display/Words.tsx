import { Fragment } from 'react';
import { catalogues, direction, fallbackLanguage, fill, type MessageKey } from '../i18n/catalogues';
import { nameIn } from './board';
import type { Names } from './model';

/** A text of the catalogue in one language. */
export function text(language: string, key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const texts = catalogues[language] ?? catalogues[fallbackLanguage];
  return fill(texts?.[key] ?? key, values);
}

interface InLanguages {
  /** One below the other; what reads the same twice is shown once. */
  readonly languages: readonly string[];
}

function Lines({ lines }: { readonly lines: readonly (readonly [string, string])[] }) {
  const different = lines.filter(([, words], i) => lines.findIndex(([, other]) => other === words) === i);
  return (
    <span className="words">
      {different.map(([language, words]) => (
        <Fragment key={language}>
          <span lang={language} dir={direction(language)}>
            {words}
          </span>{' '}
        </Fragment>
      ))}
    </span>
  );
}

export function Words({
  languages,
  of,
  values = {},
}: InLanguages & { readonly of: MessageKey; readonly values?: Readonly<Record<string, string | number>> }) {
  return <Lines lines={languages.map((language) => [language, text(language, of, values)] as const)} />;
}

export function Name({ languages, all, of }: InLanguages & { readonly all: readonly string[]; readonly of: Names }) {
  return <Lines lines={languages.map((language) => [language, nameIn(of, language, all)] as const)} />;
}
