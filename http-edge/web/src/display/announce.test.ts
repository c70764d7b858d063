import { describe, expect, it } from 'vitest';
import { news, sentence, spokenIn, voiceFor } from './announce';
import { board, call } from './samples';

const calledAt = '2026-11-23T10:00:00+03:00';
const at = (seconds: number) => Date.parse(calledAt) + seconds * 1000;

describe('what is announced', () => {
  it('is nothing of the first board: a page that was opened again repeats no call', () => {
    expect(news(board({ calls: [call('A1')] }), null, at(1)).calls).toEqual([]);
  });

  it('is each new call once, the older one first', () => {
    const { seen } = news(board(), null, at(0));
    const two = board({ calls: [call('A2'), call('A1')] });
    const first = news(two, seen, at(1));
    expect(first.calls.map((it) => it.ticket)).toEqual(['A1', 'A2']);
    expect(news(two, first.seen, at(2)).calls).toEqual([]);
  });

  it('is a ticket again when it is called again', () => {
    const { seen } = news(board({ calls: [call('A1')] }), null, at(0));
    const again = board({ calls: [call('A1', { calls: 2, calledAt: '2026-11-23T10:00:30+03:00' })] });
    expect(news(again, seen, at(31)).calls.map((it) => it.ticket)).toEqual(['A1']);
  });

  it('is no call that is old by the time the connection is back', () => {
    const { seen } = news(board(), null, at(-60));
    const missedMeanwhile = board({ calls: [call('A1')] });
    const back = news(missedMeanwhile, seen, at(300));
    expect(back.calls).toEqual([]);
    expect(news(missedMeanwhile, back.seen, at(301)).calls).toEqual([]);
  });

  it('is no call that somebody has followed already', () => {
    const { seen } = news(board(), null, at(0));
    expect(news(board({ calls: [call('A1', { open: false })] }), seen, at(1)).calls).toEqual([]);
  });

  it('remembers no more than what is shown', () => {
    const { seen } = news(board({ calls: [call('A1'), call('A2')] }), null, at(0));
    expect(seen.size).toBe(2);
    expect(news(board({ calls: [call('A3')] }), seen, at(1)).seen.size).toBe(1);
  });
});

describe('how it is said', () => {
  it('spells the ticket and says where to go', () => {
    expect(sentence(call('A7'))).toEqual({ key: 'display.sayRoom', values: { ticket: 'A 7', room: '2' } });
    expect(sentence(call('LB12', { room: 'Lab' }))).toEqual({ key: 'display.sayPlace', values: { ticket: 'LB 12', room: 'Lab' } });
    expect(sentence(call('A7', { room: '' })).key).toBe('display.say');
  });

  it('speaks the languages that have a voice, and only one of them in a crowd', () => {
    const hasVoice = (language: string) => language !== 'te';
    expect(spokenIn(['te', 'en', 'hi', 'ta', 'bn'], hasVoice, 0)).toEqual(['en', 'hi', 'ta']);
    expect(spokenIn(['te', 'en', 'hi'], hasVoice, 3)).toEqual(['en']);
    expect(spokenIn(['te'], hasVoice, 0)).toEqual([]);
  });

  it('takes the voice of the region, then one that needs no network', () => {
    const voice = (lang: string, localService = false) => ({ lang, localService });
    const voices = [voice('pt-PT', true), voice('pt_BR'), voice('sw-TZ'), voice('sw-KE', true)];
    expect(voiceFor('pt-BR', voices)).toBe(voices[1]);
    expect(voiceFor('sw', voices)).toBe(voices[3]);
    expect(voiceFor('hi', voices)).toBeUndefined();
  });
});
