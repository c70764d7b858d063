import { describe, expect, it } from 'vitest';
import { parseFormatting, plainText } from './format';

const text = (value: string) => ({ kind: 'text', text: value });

describe('parseFormatting', () => {
  it('reads bold, italic, strike and mono', () => {
    expect(parseFormatting('*a* _b_ ~c~ ```d```')).toEqual([
      { kind: 'bold', children: [text('a')] },
      text(' '),
      { kind: 'italic', children: [text('b')] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
      text(' '),
      { kind: 'mono', text: 'd' },
    ]);
  });

  it('nests', () => {
    expect(parseFormatting('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ]);
  });

  it('works in every script and beside punctuation', () => {
    expect(parseFormatting('*नमस्ते*! 👋')).toEqual([{ kind: 'bold', children: [text('नमस्ते')] }, text('! 👋')]);
  });

  it.each(['2*3*4', 'a_b_c', '* a*', '*a *', '**', '*open', '```', '*a\nb*', 'snake_case_name'])(
    'leaves %j as it is',
    (value) => {
      expect(parseFormatting(value)).toEqual([text(value)]);
    },
  );

  it('formats nothing inside mono', () => {
    expect(parseFormatting('```*a*```')).toEqual([{ kind: 'mono', text: '*a*' }]);
  });

  it('links addresses without the punctuation after them', () => {
    expect(parseFormatting('see https://example.org/a?b=1.')).toEqual([
      text('see '),
      { kind: 'link', text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      text('.'),
    ]);
  });

  it('never makes a link of another scheme or markup', () => {
    const hostile = 'javascript:alert(1) <img src=x onerror=alert(1)>';
    expect(parseFormatting(hostile)).toEqual([text(hostile)]);
  });

  it('keeps every character that is not a mark', () => {
    expect(plainText('*Dr* _x_ ```y``` https://example.org')).toBe('Dr x y https://example.org');
  });

  it('stays quick on a long run of marks', () => {
    const started = performance.now();
    parseFormatting('*a '.repeat(1365));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
