import { describe, expect, it } from 'vitest';
import { phraseLanguages, phrases, phrasesOf } from '.';

describe('phrases', () => {
  it.each(phraseLanguages)('%s has as many as English, each of them something to say, none twice', (tag) => {
    const said = phrases[tag]!;
    expect(said.length).toBe(phrases['en']!.length);
    expect(said.every((text) => text.trim() === text && text !== '')).toBe(true);
    expect(new Set(said).size).toBe(said.length);
  });

  it('falls back to English', () => {
    expect(phrasesOf('xx')).toEqual(phrases['en']);
  });
});
