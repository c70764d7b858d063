import type { Board, Call } from './model';

/** For tests. */
export const call = (ticket: string, more: Partial<Call> = {}): Call => ({
  ticket,
  point: ticket.charAt(0).toLowerCase(),
  room: '2',
  calledAt: '2026-11-23T10:00:00+03:00',
  calls: 1,
  open: true,
  ...more,
});

export const board = (more: Partial<Board> = {}): Board => ({
  clinic: { id: 'c1', names: { en: 'Afya' }, zone: 'Africa/Nairobi' },
  languages: ['sw', 'en'],
  day: '2026-11-23',
  state: 'open',
  points: ['A', 'B'].map((code) => ({
    id: code.toLowerCase(),
    code,
    names: { en: `Point ${code}` },
    paused: false,
    waiting: 0,
    next: [],
  })),
  calls: [],
  missed: [],
  serverTime: '2026-11-23T10:00:00+03:00',
  ...more,
});
