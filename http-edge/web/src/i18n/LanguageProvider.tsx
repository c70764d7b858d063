import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { catalogues, chooseLanguage, direction, fallbackLanguage, fill, type MessageKey } from './catalogues';

interface Language {
  readonly code: string;
  readonly available: readonly string[];
  readonly choose: (code: string) => void;
  readonly t: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
}

const LanguageContext = createContext<Language | null>(null);
const storageKey = 'tabib.language';
const available = Object.keys(catalogues).sort();

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [code, setCode] = useState(() =>
    chooseLanguage([localStorage.getItem(storageKey) ?? '', ...navigator.languages], available),
  );
  useEffect(() => {
    document.documentElement.lang = code;
    document.documentElement.dir = direction(code);
  }, [code]);
  const choose = useCallback((next: string) => {
    localStorage.setItem(storageKey, next);
    setCode(next);
  }, []);
  const value = useMemo<Language>(() => {
    const texts = catalogues[code] ?? catalogues[fallbackLanguage];
    return {
      code,
      available,
      choose,
      t: (key, values = {}) => fill(texts?.[key] ?? key, values),
    };
  }, [code, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) {
    throw new Error('useLanguage needs a LanguageProvider around it');
  }
  return language;
}
