import type { Board } from './model';

/** How the screen stands to the server. */
export interface Connection {
  /** The last board that came, if one did. */
  readonly board: Board | null;
  /** When nothing more was heard, by this device's clock; null while connected. */
  readonly lostSince: number | null;
  /** The server does not know the clinic. */
  readonly unknown: boolean;
  /** What the server's clock is ahead of this device's, in milliseconds. */
  readonly ahead: number;
}

export const unconnected: Connection = { board: null, lostSince: null, unknown: false, ahead: 0 };

/** How a screen begins: with the board that its page brought along, if it did. */
export const begun = (board: Board | null): Connection =>
  board === null ? unconnected : { ...unconnected, board, ahead: Date.parse(board.serverTime) - Date.now() };

/** The stream beats every ten seconds; three missed beats are a dead connection. */
export const silenceMillis = 30_000;
const firstRetryMillis = 1_000;
const lastRetryMillis = 30_000;
const answerMillis = 10_000;

/** When to try again after so many failures: ever later, and not all screens at the same moment. */
export function retryAfter(failures: number, chance: number): number {
  const longest = Math.min(firstRetryMillis * 2 ** Math.min(failures, 10), lastRetryMillis);
  return longest * (0.5 + chance / 2);
}

/**
 * Follows a clinic's board until the returned function is called. Each connection begins with the whole board, so nothing needs
 * to be caught up; where the stream is held back by a proxy, the board is still asked for at every attempt.
 */
export function follow(
  address: string,
  changed: (connection: Connection) => void,
  first: Connection = unconnected,
): () => void {
  let connection = first;
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question: AbortController | null = null;
  let failures = 0;
  let heardAt = Date.now();
  let ended = false;

  const now = (next: Partial<Connection>) => {
    connection = { ...connection, ...next };
    changed(connection);
  };
  const later = (millis: number, what: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(what, millis);
  };
  const heard = (serverTime: string, board?: Board) => {
    heardAt = Date.now();
    const ahead = Date.parse(serverTime) - heardAt;
    now({ lostSince: null, unknown: false, ahead, ...(board === undefined ? {} : { board }) });
  };
  const lost = () => {
    stream?.close();
    stream = null;
    question?.abort();
    if (connection.lostSince === null) {
      now({ lostSince: heardAt });
    }
    later(retryAfter(failures++, Math.random()), () => void connect());
  };
  const expectBeat = () => later(silenceMillis, lost);

  const ask = async (): Promise<boolean> => {
    const mine = new AbortController();
    question = mine;
    const limit = setTimeout(() => mine.abort(), answerMillis);
    try {
      const answer = await fetch(`${address}/board`, { signal: mine.signal, cache: 'no-store' });
      if (answer.status === 404) {
        now({ unknown: true, board: null });
      } else if (answer.ok) {
        const board = (await answer.json()) as Board;
        if (!mine.signal.aborted) {
          heard(board.serverTime, board);
        }
      }
      return answer.ok;
    } catch {
      return false; // no answer is no board: the caller tries again
    } finally {
      clearTimeout(limit);
    }
  };

  const connect = async () => {
    const answered = await ask();
    if (ended) {
      return;
    }
    if (!answered) {
      lost();
      return;
    }
    const opened = new EventSource(`${address}/events`);
    stream = opened;
    opened.addEventListener('board', (event: MessageEvent<string>) => {
      failures = 0;
      expectBeat();
      const board = JSON.parse(event.data) as Board;
      heard(board.serverTime, board);
    });
    opened.addEventListener('heartbeat', (event: MessageEvent<string>) => {
      expectBeat();
      heard((JSON.parse(event.data) as { readonly serverTime: string }).serverTime);
    });
    opened.onerror = lost;
    expectBeat();
  };

  void connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    question?.abort();
    stream?.close();
  };
}
