import type { Board, Call, Names, Point } from './model';

/** A call is told apart from an earlier one of the same ticket: who is called again is news. */
export const callKey = (call: Call) => `${call.ticket}/${call.calls}/${call.calledAt}`;

/** How long a call is emphasised, and news for the loudspeaker. */
export const freshMillis = 25_000;

/** Whether the call is news at this moment of the server's clock. */
export const isFresh = (call: Call, now: number) => call.open && now - Date.parse(call.calledAt) < freshMillis;

/** The board of a screen that hangs where only these letters are called; all of them when none is named. */
export function onlyPoints(board: Board, codes: readonly string[]): Board {
  if (codes.length === 0) {
    return board;
  }
  const points = board.points.filter((point) => codes.includes(point.code));
  const ids = new Set(points.map((point) => point.id));
  return {
    ...board,
    points,
    calls: board.calls.filter((call) => ids.has(call.point)),
    missed: board.missed.filter((ticket) => codes.some((code) => belongsTo(ticket, code))),
  };
}

const belongsTo = (ticket: string, code: string) => /^\d+$/.test(ticket.slice(code.length)) && ticket.startsWith(code);

/** The newest call, the others that wait for somebody to come in, and what was called before. */
export function byUrgency(calls: readonly Call[], others: number, earlier: number) {
  const open = calls.filter((call) => call.open);
  const [newest, ...rest] = open;
  return {
    newest,
    others: rest.slice(0, others),
    earlier: calls.filter((call) => !call.open).slice(0, earlier),
  };
}

/** The two languages to be read now: the first always, the others in turn. One when there is only one. */
export function languagesAt(languages: readonly string[], turn: number): readonly string[] {
  const [first, ...others] = languages;
  if (first === undefined) {
    return [];
  }
  const second = others[turn % Math.max(others.length, 1)];
  return second === undefined ? [first] : [first, second];
}

/** A name in that language, else in the first of the practice's that has one. */
export function nameIn(names: Names, language: string, languages: readonly string[]): string {
  for (const tag of [language, ...languages]) {
    const name = names[tag];
    if (name !== undefined) {
      return name;
    }
  }
  return Object.values(names)[0] ?? '';
}

/** A room that is only a number or a letter needs the word before it. */
export const isNumbered = (room: string) => /^(\d+[A-Za-z]?|[A-Za-z]\d*)$/.test(room);

export const pointOf = (board: Board, call: Call): Point | undefined =>
  board.points.find((point) => point.id === call.point);
