import { describe, expect, it } from 'vitest';
import { offsetName, offsets } from './clock';

describe('offsetName', () => {
  it('says days, hours or minutes, whichever are whole', () => {
    expect(offsetName(8 * 86_400, 'en')).toBe('+8 days');
    expect(offsetName(26 * 3_600, 'en')).toBe('+26 hours');
    expect(offsetName(-3_600, 'en')).toBe('-1 hour');
    expect(offsetName(-(86_400 - 60), 'en')).toBe('-1,439 minutes');
  });

  it('tells the presets apart in every language', () => {
    for (const code of ['en', 'hi', 'ta', 'sw', 'pt-BR']) {
      expect(new Set(offsets.map((seconds) => offsetName(seconds, code))).size).toBe(offsets.length);
    }
  });
});
