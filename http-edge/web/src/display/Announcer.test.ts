import { describe, expect, it } from 'vitest';
import { Announcer, type Loudspeaker } from './Announcer';
import { call } from './samples';

/** A loudspeaker whose sounds last until they are told to end. */
function loudspeaker() {
  const sounds: string[] = [];
  const ends: (() => void)[] = [];
  const sound = (what: string) => {
    sounds.push(what);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const speaker: Loudspeaker = {
    chime: () => sound('chime'),
    hasVoice: (language) => language !== 'te',
    say: (it, language) => sound(`${it.ticket} ${language}`),
    hush: () => sounds.push('hush'),
  };
  const end = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { speaker, sounds, end };
}

describe('the announcer', () => {
  it('never talks over itself: chime, languages, then the next call', async () => {
    const { speaker, sounds, end } = loudspeaker();
    const telling: (string | null)[] = [];
    const announcer = new Announcer(speaker, (key) => telling.push(key?.split('/')[0] ?? null));
    announcer.add([call('A1')], ['te', 'sw', 'en']);
    announcer.add([call('B1')], ['sw']);
    expect(sounds).toEqual(['chime']);
    await end();
    expect(sounds).toEqual(['chime', 'A1 sw']);
    await end();
    await end();
    expect(sounds).toEqual(['chime', 'A1 sw', 'A1 en', 'chime']);
    await end();
    await end();
    expect(sounds).toEqual(['chime', 'A1 sw', 'A1 en', 'chime', 'B1 sw']);
    expect(telling).toEqual(['A1', 'B1', null]);
    announcer.add([call('C1')], ['sw']);
    expect(sounds.at(-1)).toBe('chime');
  });

  it('leaves out what is no news any more when its turn comes', async () => {
    const { speaker, sounds, end } = loudspeaker();
    let now = 0;
    const announcer = new Announcer(speaker, () => undefined, () => now);
    announcer.add([call('A1'), call('A2')], ['sw']);
    await end();
    now = 61_000;
    await end();
    expect(sounds).toEqual(['chime', 'A1 sw']);
  });

  it('is silent at once, and tells what comes after it was turned on again', async () => {
    const { speaker, sounds, end } = loudspeaker();
    const announcer = new Announcer(speaker, () => undefined);
    announcer.add([call('A1'), call('A2')], ['sw']);
    announcer.silence();
    announcer.add([call('A3')], ['sw']);
    await end();
    await end();
    await end();
    expect(sounds).toEqual(['chime', 'hush', 'chime', 'A3 sw']);
  });
});
