import type { Message, Phone, SimulatorState, Tick } from './model';

const rank: Readonly<Record<Tick, number>> = { clock: 0, sent: 1, failed: 2, delivered: 3, read: 4 };

/** Ticks only move forward: an answer that arrives after a later event must not undo it. */
export function laterTick(a: Tick, b: Tick): Tick {
  return rank[a] >= rank[b] ? a : b;
}

/** Adds a message or takes its newer form; the order of arrival at the simulator stays. */
export function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const at = messages.findIndex((known) => known.id === message.id);
  const known = messages[at];
  return known === undefined
    ? [...messages, message]
    : messages.with(at, { ...message, tick: laterTick(known.tick, message.tick) });
}

export function withTick(messages: readonly Message[], id: string, tick: Tick): readonly Message[] {
  const at = messages.findIndex((known) => known.id === id);
  const known = messages[at];
  return known === undefined || laterTick(known.tick, tick) === known.tick
    ? messages
    : messages.with(at, { ...known, tick });
}

export function withPhone(state: SimulatorState, phone: Phone): SimulatorState {
  const at = state.phones.findIndex((known) => known.number === phone.number);
  return { ...state, phones: at === -1 ? [...state.phones, phone] : state.phones.with(at, phone) };
}

export function withTyping(state: SimulatorState, number: string, typing: boolean): SimulatorState {
  return {
    ...state,
    phones: state.phones.map((phone) => (phone.number === number ? { ...phone, typing } : phone)),
  };
}

/**
 * Opens a phone in a free slot, else in place of the one that was opened longest ago.
 * `open` is ordered by time of opening.
 */
export function withOpen(open: readonly string[], number: string, slots: number): readonly string[] {
  return open.includes(number) ? open : [...open, number].slice(-slots);
}
