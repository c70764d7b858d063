import { describe, expect, it } from 'vitest';
import { byUrgency, isNumbered, languagesAt, nameIn, onlyPoints } from './board';
import { board, call } from './samples';

describe('the board', () => {
  it('shows the newest call first, then who is still expected, then who came in', () => {
    const calls = [call('A3'), call('B1', { open: false }), call('A2'), call('A1', { open: false })];
    const { newest, others, earlier } = byUrgency(calls, 3, 1);
    expect(newest?.ticket).toBe('A3');
    expect(others.map((it) => it.ticket)).toEqual(['A2']);
    expect(earlier.map((it) => it.ticket)).toEqual(['B1']);
  });

  it('shows some service points only, when the screen hangs there', () => {
    const whole = board({ calls: [call('A1'), call('B2')], missed: ['A9', 'B3', 'AB1'] });
    const part = onlyPoints(whole, ['A']);
    expect(part.points.map((point) => point.code)).toEqual(['A']);
    expect(part.calls.map((it) => it.ticket)).toEqual(['A1']);
    expect(part.missed).toEqual(['A9']);
    expect(onlyPoints(whole, [])).toBe(whole);
  });

  it('always shows the first language, and the others in turn beside it', () => {
    expect([0, 1, 2].map((turn) => languagesAt(['en', 'hi', 'ta'], turn))).toEqual([
      ['en', 'hi'],
      ['en', 'ta'],
      ['en', 'hi'],
    ]);
    expect(languagesAt(['sw', 'en'], 7)).toEqual(['sw', 'en']);
    expect(languagesAt(['sw'], 7)).toEqual(['sw']);
    expect(languagesAt([], 7)).toEqual([]);
  });

  it('names things in a language that they are named in', () => {
    expect(nameIn({ en: 'Dental', sw: 'Meno' }, 'sw', ['sw', 'en'])).toBe('Meno');
    expect(nameIn({ en: 'Dental' }, 'hi', ['sw', 'en'])).toBe('Dental');
    expect(nameIn({ fr: 'Dentiste' }, 'hi', ['sw', 'en'])).toBe('Dentiste');
  });

  it('puts the word before a room that is only a number', () => {
    expect(['2', '12', '2b', 'C', 'C3'].map(isNumbered)).toEqual([true, true, true, true, true]);
    expect(['Lab', 'Room 2', 'Window 3', ''].map(isNumbered)).toEqual([false, false, false, false]);
  });
});
