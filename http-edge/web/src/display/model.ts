/** What `/display/{clinic}/board` answers: tickets and rooms, never people. */
export interface Board {
  readonly clinic: Clinic;
  /** The practice's languages, most usual first. */
  readonly languages: readonly string[];
  /** The clinic's local date. */
  readonly day: string;
  readonly state: BoardState;
  /** When the clinic opens today, while it has not yet. */
  readonly opensAt?: string;
  readonly points: readonly Point[];
  /** The last calls, newest first. */
  readonly calls: readonly Call[];
  /** Tickets that were called and did not come. */
  readonly missed: readonly string[];
  readonly serverTime: string;
}

export type BoardState = 'before' | 'open' | 'paused' | 'closed';

/** Words by language tag. */
export type Names = Readonly<Record<string, string>>;

export interface Clinic {
  readonly id: string;
  readonly names: Names;
  readonly zone: string;
}

/** Where tickets are called to, with a letter of its own. */
export interface Point {
  readonly id: string;
  readonly code: string;
  readonly names: Names;
  readonly paused: boolean;
  readonly waiting: number;
  /** Who comes next, in that order. */
  readonly next: readonly string[];
}

export interface Call {
  readonly ticket: string;
  /** Id of the service point. */
  readonly point: string;
  readonly room: string;
  /** The latest call, when there were several. */
  readonly calledAt: string;
  readonly calls: number;
  /** Whether the person is still expected: nobody has come in yet. */
  readonly open: boolean;
}
