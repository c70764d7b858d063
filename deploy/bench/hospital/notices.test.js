'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { notice, told, account, flaws, pattern } = require('./notices');

const FACTOR = 60;
/** Real seconds on the simulated clock. */
const at = seconds => 1_000_000_000 + seconds * 1000 * FACTOR;

test('notices are known by their words, with the ticket they are about', () => {
  const foot = '\n\n_Test mode: no real appointment_';
  assert.deepStrictEqual(notice(`Number *A7*: you are number 3 in the line at Afya County Hospital. Please stay close by.${foot}`), { kind: 'near', label: 'A7' });
  assert.deepStrictEqual(notice(`Number *B12*: please come in now, room 4, Afya County Hospital. Thank you for waiting.${foot}`), { kind: 'called', label: 'B12' });
  assert.strictEqual(notice('We called number *C1* at Afya and did not see you. If you are here, come back into the queue with the button below.').kind, 'missed');
  assert.strictEqual(notice('Welcome back. Number *C1* is in the queue again. Nobody is ahead of you.').kind, 'back');
  assert.strictEqual(notice('How old are you?'), null);
});

test('the wait that is told is read from the text', () => {
  assert.deepStrictEqual(told('2 people are ahead of you. Expected wait: 10 to 25 minutes.\n\nWould you like a number?'), { from: 10, to: 25 });
  assert.strictEqual(told('Nobody is ahead of you.'), null);
});

test('a text that is gone is noticed at once', () => assert.throws(() => pattern(undefined), /is gone/));

const ticket = (history, more = {}) => ({ label: 'A1', phone: 'p', history, ...more });
const called = (seconds, more = {}) => ({ to: 'p', kind: 'called', label: 'A1', at: at(seconds), ...more });
const ISSUED = { what: 'issued', at: at(0) };

test('a call that was told is timed in real time', () => {
  const a = account([ticket([ISSUED, { what: 'called', at: at(5) }, { what: 'started', at: at(7) }])], [called(5.5)], FACTOR);
  assert.deepStrictEqual(a.called, { events: 1, told: 1, delay_ms: { p50: 500, p99: 500 } });
  assert.deepStrictEqual([a.astray, a.twice, a.untold], [0, 0, 0]);
});

test('who came in at once needs no message, who stood there long was forgotten', () => {
  const after = seconds => account([ticket([ISSUED, { what: 'called', at: at(5) }, { what: 'started', at: at(5 + seconds) }])], [], FACTOR).untold;
  assert.strictEqual(after(1), 0);
  assert.strictEqual(after(30), 1);
});

test('a call that was taken back before it was told does not make the next one late', () => {
  const a = account([ticket([ISSUED, { what: 'called', at: at(5) }, { what: 'undone', at: at(5.1) }, { what: 'called', at: at(12) }, { what: 'started', at: at(13) }])], [called(12.4)], FACTOR);
  assert.deepStrictEqual(a.called, { events: 2, told: 1, delay_ms: { p50: 400, p99: 400 } });
  assert.deepStrictEqual([a.twice, a.untold], [0, 0]);
});

test('a message too many, and one to somebody else, are counted', () => {
  const history = [ISSUED, { what: 'called', at: at(5) }, { what: 'started', at: at(7) }];
  assert.strictEqual(account([ticket(history)], [called(5.2), called(5.4)], FACTOR).twice, 1);
  assert.strictEqual(account([ticket(history)], [called(5.2, { to: 'q' })], FACTOR).astray, 1);
});

test('a ticket is given out once and ends once', () => {
  const of = (status, ...what) => flaws({ label: 'A1', status, history: what.map(name => ({ what: name })) });
  assert.deepStrictEqual(of('served', 'issued', 'called', 'started', 'finished'), []);
  assert.deepStrictEqual(of('missed', 'issued', 'called', 'missed'), []);
  assert.deepStrictEqual(of('left', 'issued', 'left'), []);
  assert.match(of('served', 'issued', 'issued', 'finished')[0], /issued 2 times/);
  assert.match(of('served', 'issued', 'finished', 'finished')[0], /ended 2 times/);
  assert.match(of('served', 'issued')[0], /ended 0 times/);
  assert.match(of('in-service', 'issued', 'called')[1], /never ended/);
});
