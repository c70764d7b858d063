import { describe, expect, it } from 'vitest';
import { catalogues, chooseLanguage, direction, fallbackLanguage, fill } from './catalogues';

describe('catalogues', () => {
  const reference = catalogues[fallbackLanguage]!;

  it.each(Object.keys(catalogues))('%s has every text, with the same places to fill', (code) => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    const texts = catalogues[code]!;
    expect(Object.keys(texts).sort()).toEqual(Object.keys(reference).sort());
    for (const [key, text] of Object.entries(reference)) {
      expect(places(texts[key as keyof typeof texts]), key).toEqual(places(text));
    }
  });

  it('prefers the exact language, then its base, then English', () => {
    expect(chooseLanguage(['pt-BR'], ['en', 'pt', 'pt-BR'])).toBe('pt-BR');
    expect(chooseLanguage(['hi-IN', 'en'], ['en', 'hi'])).toBe('hi');
    expect(chooseLanguage(['xx'], ['en', 'hi'])).toBe('en');
  });

  it('knows scripts that run from right to left', () => {
    expect(['ur', 'ar-EG', 'he', 'pa-Arab'].map(direction)).toEqual(['rtl', 'rtl', 'rtl', 'rtl']);
    expect(['en', 'hi', 'ta', 'pt-BR', 'pa'].map(direction)).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'ltr']);
  });

  it('leaves a place that nothing fills', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });
});
