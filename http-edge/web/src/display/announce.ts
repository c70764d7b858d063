import { callKey, isFresh, isNumbered } from './board';
import type { Board, Call } from './model';
import type { MessageKey } from '../i18n/catalogues';

/** The calls that are shown, remembered so that each is announced once. */
export type Seen = ReadonlySet<string>;

/**
 * What is to be announced of a board, oldest first, and what is remembered then. The first board is only remembered: a page that
 * was opened again must not repeat calls; nor is what was called while the connection was lost, unless it is still fresh.
 */
export function news(board: Board, seen: Seen | null, now: number): { readonly calls: readonly Call[]; readonly seen: Seen } {
  const calls = seen === null ? [] : board.calls.filter((call) => !seen.has(callKey(call)) && isFresh(call, now));
  return { calls: [...calls].reverse(), seen: new Set(board.calls.map(callKey)) };
}

/** A sentence and the language in which it is spoken. */
export interface Sentence {
  readonly key: MessageKey;
  readonly values: { readonly ticket: string; readonly room: string };
}

/** "A7" is spoken "A 7": a voice would read it as a word. */
const spelled = (ticket: string) => ticket.replace(/(\D)(?=\d)/g, '$1 ');

export function sentence(call: Call): Sentence {
  const values = { ticket: spelled(call.ticket), room: call.room };
  if (call.room === '') {
    return { key: 'display.say', values };
  }
  return { key: isNumbered(call.room) ? 'display.sayRoom' : 'display.sayPlace', values };
}

/** With more calls waiting than this, each is spoken in one language only. */
const crowded = 2;

/** More than that nobody listens to. */
const spokenLanguages = 3;

/** The languages in which a call is spoken while so many more wait for their turn. */
export function spokenIn(languages: readonly string[], hasVoice: (language: string) => boolean, waiting: number) {
  return languages.filter(hasVoice).slice(0, waiting > crowded ? 1 : spokenLanguages);
}

/** The voice for a language: of its region before another's, on this device before one over the network. */
export function voiceFor<V extends { readonly lang: string; readonly localService: boolean }>(
  language: string,
  voices: readonly V[],
): V | undefined {
  const tag = (voice: V) => voice.lang.replace('_', '-').toLowerCase();
  const base = language.split('-')[0] ?? language;
  const score = (voice: V) => (tag(voice) === language.toLowerCase() ? 2 : 0) + (voice.localService ? 1 : 0);
  return voices
    .filter((voice) => tag(voice).split('-')[0] === base)
    .reduce<V | undefined>((best, voice) => (best === undefined || score(voice) > score(best) ? voice : best), undefined);
}
