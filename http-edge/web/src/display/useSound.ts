import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { catalogues, fallbackLanguage, fill } from '../i18n/catalogues';
import { sentence } from './announce';
import { Announcer } from './Announcer';
import { ring } from './chime';
import type { Call } from './model';
import { canSpeak, hush, speak } from './speech';

/** blocked: it was on, but the browser wants to be touched before it makes a sound. */
export type SoundState = 'off' | 'on' | 'blocked';

const storageKey = 'tabib.display.sound';

export interface Sound {
  readonly state: SoundState;
  readonly toggle: () => void;
  readonly announce: (calls: readonly Call[], languages: readonly string[]) => void;
  /** Key of the call that is being told. */
  readonly telling: string | null;
}

function say(call: Call, language: string): Promise<void> {
  const { key, values } = sentence(call);
  const texts = catalogues[language] ?? catalogues[fallbackLanguage];
  return speak(fill(texts?.[key] ?? '', values), language);
}

/** The chime and the voice of the display: off until somebody turns them on, remembered on this device. */
export function useSound(): Sound {
  const [state, setState] = useState<SoundState>(() => (localStorage.getItem(storageKey) === 'on' ? 'blocked' : 'off'));
  const [telling, setTelling] = useState<string | null>(null);
  const audio = useRef<AudioContext | null>(null);

  const announcer = useMemo(
    () =>
      new Announcer(
        {
          chime: () => (audio.current?.state === 'running' ? ring(audio.current) : Promise.resolve()),
          hasVoice: (language) => catalogues[language] !== undefined && canSpeak(language),
          say,
          hush,
        },
        setTelling,
      ),
    [],
  );

  const turnOn = useCallback(() => {
    const context = (audio.current ??= new AudioContext());
    const heard = () => setState(context.state === 'running' ? 'on' : 'blocked');
    context.onstatechange = heard;
    void context.resume().then(heard);
  }, []);

  useEffect(() => {
    // A screen that is set up to play sound by itself goes on after a restart; another shows the button.
    if (localStorage.getItem(storageKey) === 'on') {
      turnOn();
    }
    return () => {
      announcer.silence();
      const context = audio.current;
      audio.current = null;
      if (context !== null) {
        context.onstatechange = null;
        void context.close();
      }
    };
  }, [announcer, turnOn]);

  const toggle = useCallback(() => {
    if (state === 'on') {
      localStorage.setItem(storageKey, 'off');
      announcer.silence();
      setState('off');
      if (audio.current !== null) {
        audio.current.onstatechange = null;
        void audio.current.suspend();
      }
    } else {
      localStorage.setItem(storageKey, 'on');
      turnOn();
    }
  }, [announcer, state, turnOn]);

  const announce = useCallback(
    (calls: readonly Call[], languages: readonly string[]) => {
      if (state === 'on' && calls.length > 0) {
        announcer.add(calls, languages);
      }
    },
    [announcer, state],
  );

  return { state, toggle, announce, telling };
}
