import { describe, expect, it } from 'vitest';
import { laterTick, withMessage, withOpen, withPhone, withTick, withTyping } from './merge';
import type { Controls, Message, SimulatorState, Tick } from './model';

const message = (id: string, tick: Tick = 'clock'): Message => ({
  id,
  from: 'phone',
  at: '2026-11-01T04:30:00Z',
  content: { type: 'text', text: id },
  tick,
  change: 'none',
});

const controls: Controls = { receipts: 'automatic', delaySeconds: 0, offline: false, clockOffsetSeconds: 0, fault: 'none' };

const state: SimulatorState = {
  accounts: [{ phoneNumberId: '1', displayName: 'Clinic', displayNumber: '+1', zone: 'UTC' }],
  phones: [{ number: '+911', business: '1', name: 'A', language: 'en', unread: 0, typing: false, controls }],
  failureCodes: [],
  clock: { ahead: 0, moves: true },
  testMode: true,
};

describe('messages', () => {
  it('are added once, however often they arrive', () => {
    const once = withMessage([], message('a'));
    expect(withMessage(once, message('a'))).toEqual(once);
  });

  it('keep a later tick when an earlier answer comes late', () => {
    const read = withTick([message('a')], 'a', 'read');
    expect(withMessage(read, message('a', 'clock'))[0]?.tick).toBe('read');
    expect(withTick(read, 'a', 'delivered')).toBe(read);
  });

  it('are left alone by a tick of an unknown message', () => {
    const known = [message('a')];
    expect(withTick(known, 'b', 'read')).toBe(known);
  });

  it('let a delivery supersede a failure, as WhatsApp does', () => {
    expect(laterTick('failed', 'delivered')).toBe('delivered');
  });
});

describe('phones', () => {
  it('are added or replaced by number', () => {
    const named = withPhone(state, { ...state.phones[0]!, name: 'B' });
    expect(named.phones.map((phone) => phone.name)).toEqual(['B']);
    expect(withPhone(named, { ...state.phones[0]!, number: '+912' }).phones).toHaveLength(2);
  });

  it('show typing', () => {
    expect(withTyping(state, '+911', true).phones[0]?.typing).toBe(true);
    expect(withTyping(state, '+919', true)).toEqual(state);
  });

  it('open in place of the one opened longest ago', () => {
    expect(withOpen(['a', 'b'], 'c', 2)).toEqual(['b', 'c']);
    expect(withOpen(['a', 'b'], 'a', 2)).toEqual(['a', 'b']);
  });
});
