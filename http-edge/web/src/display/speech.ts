import { voiceFor } from './announce';

/** Engines have been seen that never say that they are done; no sentence takes as long as this. */
const longestMillis = 15_000;

/** Slower than a conversation: numbers are understood at the first hearing. */
const rate = 0.9;

const engine = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

/** Whether this device can speak the language. Voices may come late: ask anew each time. */
export const canSpeak = (language: string) => voiceFor(language, engine()?.getVoices() ?? []) !== undefined;

/** Speaks one sentence; ends when it is spoken, or given up. */
export function speak(text: string, language: string): Promise<void> {
  const speech = engine();
  const voice = voiceFor(language, speech?.getVoices() ?? []);
  if (speech === undefined || voice === undefined) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const sentence = new SpeechSynthesisUtterance(text);
    const giveUp = setTimeout(() => {
      speech.cancel();
      resolve();
    }, longestMillis);
    const done = () => {
      clearTimeout(giveUp);
      resolve();
    };
    sentence.voice = voice;
    sentence.lang = voice.lang;
    sentence.rate = rate;
    sentence.onend = done;
    sentence.onerror = done;
    speech.speak(sentence);
  });
}

export const hush = () => engine()?.cancel();
