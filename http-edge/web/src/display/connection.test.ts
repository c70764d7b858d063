import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { begun, follow, retryAfter, silenceMillis, type Connection } from './connection';
import { board, call } from './samples';

class FakeStream {
  static all: FakeStream[] = [];
  readonly listeners = new Map<string, (event: { data: string }) => void>();
  onerror: (() => void) | null = null;
  closed = false;

  constructor(readonly url: string) {
    FakeStream.all.push(this);
  }

  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.listeners.set(name, listener);
  }

  close() {
    this.closed = true;
  }

  send(name: string, data: unknown) {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }
}

const answers = (status: number, body: unknown = board()) =>
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(body) }));

const open = () => FakeStream.all.filter((stream) => !stream.closed);

describe('following a board', () => {
  let now: Connection;
  let stop: () => void;
  const start = async () => {
    stop = follow('/display/c1', (connection) => (now = connection));
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00+03:00') });
    vi.stubGlobal('EventSource', FakeStream);
    FakeStream.all = [];
  });

  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('shows the board that it asks for, then each that is sent', async () => {
    answers(200);
    await start();
    expect(now).toMatchObject({ board: { calls: [] }, lostSince: null });
    open()[0]?.send('board', board({ calls: [call('A1')] }));
    expect(now.board?.calls).toHaveLength(1);
  });

  it('begins with the board that the page brought along', async () => {
    answers(503);
    const first = begun(board({ serverTime: '2026-11-23T10:01:00+03:00' }));
    expect(first).toMatchObject({ board: { calls: [] }, lostSince: null, ahead: 60_000 });
    stop = follow('/display/c1', (connection) => (now = connection), first);
    await vi.advanceTimersByTimeAsync(0);
    expect(now).toMatchObject({ board: { calls: [] }, lostSince: Date.now() });
  });

  it('tells since when nothing was heard, keeps the last board, and catches up when it is back', async () => {
    answers(200);
    await start();
    answers(503);
    await vi.advanceTimersByTimeAsync(5_000);
    open()[0]?.send('heartbeat', { serverTime: '2026-11-23T10:00:05+03:00' });
    await vi.advanceTimersByTimeAsync(3_000);
    open()[0]?.onerror?.();
    expect(now.lostSince).toBe(Date.parse('2026-11-23T10:00:05+03:00'));
    expect(now.board).not.toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(now.lostSince).toBe(Date.parse('2026-11-23T10:00:05+03:00'));
    answers(200, board({ calls: [call('A9')] }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(now).toMatchObject({ lostSince: null, board: { calls: [{ ticket: 'A9' }] } });
    expect(open()).toHaveLength(1);
  });

  it('takes a silent connection for a dead one', async () => {
    answers(200);
    await start();
    const silent = open()[0];
    await vi.advanceTimersByTimeAsync(silenceMillis);
    expect(silent?.closed).toBe(true);
    expect(now.lostSince).not.toBeNull();
  });

  it('says that a clinic is unknown, and notices when it is known', async () => {
    answers(404);
    await start();
    expect(now).toMatchObject({ unknown: true, board: null });
    answers(200);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(now.unknown).toBe(false);
  });

  it('keeps one stream, however often it was lost', async () => {
    answers(200);
    await start();
    for (let i = 0; i < 50; i++) {
      open()[0]?.onerror?.();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(open()).toHaveLength(1);
      open()[0]?.send('board', board());
    }
    stop();
    expect(open()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps the difference to the server's clock", async () => {
    answers(200, board({ serverTime: '2026-11-23T10:02:00+03:00' }));
    await start();
    expect(now.ahead).toBe(120_000);
  });
});

describe('the pause before another try', () => {
  it('grows to half a minute, never less than half of it, and differs between screens', () => {
    expect(retryAfter(0, 1)).toBe(1_000);
    expect(retryAfter(0, 0)).toBe(500);
    expect(retryAfter(3, 1)).toBe(8_000);
    expect(retryAfter(1_000, 1)).toBe(30_000);
  });
});
