import { spokenIn } from './announce';
import { callKey } from './board';
import type { Call } from './model';

/** What makes the sounds; each ends when its sound has ended. */
export interface Loudspeaker {
  readonly chime: () => Promise<void>;
  readonly hasVoice: (language: string) => boolean;
  readonly say: (call: Call, language: string) => Promise<void>;
  readonly hush: () => void;
}

/** A call that had to wait longer than this is on the screen, but no more news for the ear. */
const tooLateMillis = 60_000;

/** Tells calls one after another: two are never talked over each other. */
export class Announcer {
  private waiting: { readonly call: Call; readonly languages: readonly string[]; readonly since: number }[] = [];
  private talking = false;
  private round = 0;

  constructor(
    private readonly speaker: Loudspeaker,
    /** Hears which call is being told, or null. */
    private readonly onTelling: (key: string | null) => void,
    private readonly now: () => number = Date.now,
  ) {}

  add(calls: readonly Call[], languages: readonly string[]) {
    const since = this.now();
    this.waiting.push(...calls.map((call) => ({ call, languages, since })));
    if (!this.talking) {
      this.talking = true;
      void this.tellAll();
    }
  }

  /** Forgets what was to be told and ends what is being told. */
  silence() {
    this.round++;
    this.waiting = [];
    this.talking = false;
    this.speaker.hush();
    this.onTelling(null);
  }

  private async tellAll() {
    const round = this.round;
    const on = () => round === this.round;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      const { call, languages, since } = next;
      if (this.now() - since > tooLateMillis) {
        continue;
      }
      this.onTelling(callKey(call));
      await this.speaker.chime();
      for (const language of on() ? spokenIn(languages, this.speaker.hasVoice, this.waiting.length) : []) {
        if (on()) {
          await this.speaker.say(call, language);
        }
      }
      if (!on()) {
        return;
      }
    }
    this.talking = false;
    this.onTelling(null);
  }
}
