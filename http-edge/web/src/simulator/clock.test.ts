import { describe, expect, it } from 'vitest';
import { dayNumber, offsetName, offsets, steps } from './clock';

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

describe('steps ahead', () => {
  it('are told apart and short', () => {
    expect(steps.map((seconds) => offsetName(seconds, 'en', 'short'))).toEqual(['+1 min', '+15 min', '+1 hr', '+1 day']);
  });
});

describe('dayNumber', () => {
  it('is of the place, not of the device', () => {
    const late = Date.parse('2026-11-21T20:00:00Z');
    expect(dayNumber(late, 'Asia/Kolkata') - dayNumber(late, 'UTC')).toBe(1);
    expect(dayNumber(late + 86_400_000, 'UTC') - dayNumber(late, 'UTC')).toBe(1);
  });
});
