'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { miscounted, recorded, wait, waits, estimates, broken, markdown } = require('./report');

const at = minutes => 1_000_000 + minutes * 60000;
const ticket = (more = {}) => ({ label: 'A1', urgency: 'green', issuedAt: at(0), calledAt: at(30), told: { from: 20, to: 40 }, ...more });

test('a wait begins with the arrival, the appointment or the new urgency, whichever is last', () => {
  assert.strictEqual(wait(ticket()), 30);
  assert.strictEqual(wait(ticket({ appointmentAt: at(20) })), 10);
  assert.strictEqual(wait(ticket({ appointmentAt: at(-20) })), 30);
  assert.strictEqual(wait(ticket({ retriagedAt: at(25) })), 5);
  assert.strictEqual(wait(ticket({ appointmentAt: at(45) })), 0);
  assert.strictEqual(wait(ticket({ calledAt: undefined })), null);
});

test('waits are told by urgency, with what went over the target', () => {
  const rows = waits([ticket({ urgency: 'orange', calledAt: at(8) }), ticket({ urgency: 'orange', calledAt: at(14) }), ticket(), ticket({ calledAt: undefined })]);
  const row = urgency => rows.find(r => r.urgency === urgency);
  assert.deepStrictEqual(row('orange'), { urgency: 'orange', n: 2, p50: 14, p90: 14, longest: 14, over_target: 1, longest_over_target: 4 });
  assert.strictEqual(row('green').n, 1);
  assert.strictEqual(row('green').longest_over_target, 0);
  assert.deepStrictEqual(row('red'), { urgency: 'red', n: 0, p50: null, p90: null, longest: null, over_target: 0, longest_over_target: null });
});

test('an estimate is measured against the real wait, where nothing was changed in between', () => {
  const e = estimates([ticket(), ticket({ calledAt: at(10) }), ticket({ calledAt: at(60) }), ticket({ calledAt: at(35) }),
    ticket({ told: null }), ticket({ moved: true }), ticket({ retriagedAt: at(3) }), ticket({ calledAt: undefined })]);
  assert.deepStrictEqual(e, { n: 4, error_p50_minutes: 18.8, error_middle_minutes: 13.8, bias_minutes: -3.8, below: 0.25, inside: 0.5, above: 0.25, mean_wait_minutes: 33.8 });
  assert.strictEqual(estimates([]).error_p50_minutes, null);
});

const told = { events: 3, told: 2, delay_ms: { p50: 400, p99: 900 } };
const notices = { near: told, called: told, missed: told, closed: told, astray: 0, twice: 0, untold: 0 };
const clean = { wanted: 2, tickets: 2, lost: 0, doubled: 0, left_waiting: 0, refused: 0, flaws: [], miscounted: [], unacknowledged: 0, notices, messages: { sent: 5, people: 2, twice: 0 }, call_next_ms: { n: 2, p50: 5, p99: 20 } };

test('statistics are held against what happened', () => {
  assert.deepStrictEqual(miscounted({ tickets: 3, served: 2, missed: 1, left: 0, open: 0 }, { tickets: 3, served: 2, missed: 1, left: 0 }), []);
  assert.deepStrictEqual(miscounted({ tickets: 2, served: 2 }, { tickets: 3, served: 2 }), ['the statistics of the day say tickets 2, it was 3']);
});

test('a clean day breaks nothing', () => assert.deepStrictEqual(broken(clean), []));

for (const [change, says] of [[{ lost: 1 }, /1 tickets were lost/], [{ doubled: 2 }, /2 calls went/], [{ left_waiting: 1 }, /1 tickets still waited/], [{ tickets: 1 }, /only 1 of 2/],
  [{ refused: 3 }, /3 requests/], [{ messages: { twice: 1 } }, /1 messages were sent twice/], [{ notices: { ...notices, twice: 1 } }, /1 messages were sent twice/], [{ notices: { ...notices, astray: 1 } }, /1 notices went/],
  [{ notices: { ...notices, untold: 2 } }, /2 changes/], [{ flaws: ['A1 was issued 2 times'] }, /1 histories/], [{ miscounted: ['served'] }, /1 figures/], [{ unacknowledged: 1 }, /1 messages of patients/], [{ call_next_ms: { p99: 80 } }, /80 ms/], [{ call_next_ms: { p99: null } }, /call next/], [{ lost: undefined }, /undefined tickets/]]) {
  test(`a day with ${JSON.stringify(change)} breaks a promise`, () => assert.match(broken({ ...clean, ...change })[0], says));
}

test('the page shows the waits, the estimate, the calls and what was broken', () => {
  const page = markdown({ ...clean, hours: 8, points: 4, rooms: 7, ways: { desk: 1, whatsapp: 1 }, ends: { served: 2, left: 0, missed: 0 }, deeds: { recall: 3 },
    conditions: { at: 'now', commit: 'abc', cpu: '2 × X', memory_gib: 24, jdk: 'j', node: 'v20', database: 'embedded', load_average_before: [0, 0, 0], load_average_after: [1, 0, 0], factor: 60, seed: 1, warm_up_s: 20, note: 'A busy machine.' },
    call_next_all_ms: { n: 9, p50: 3, p99: 12 }, join_ms: { n: 1, p50: 900, p99: 900 },
    waits: waits([ticket()]), estimates: estimates([ticket()]), estimates_walk_in: estimates([ticket()]), estimates_booked: estimates([]), broken: ['something'] });
  assert.match(page, /\| green \| 1 \| 30 \/ 30 \| 30 \| 0 \| 0 \|/);
  assert.match(page, /p50 \/ p99 \| 5 \/ 20 ms/);
  assert.match(page, /\| 3, 0, 0, 0, 0, 0 \|/);
  assert.match(page, /“please come in”: .* \| 3 \/ 2; 400 \/ 900 ms \|/);
  assert.match(page, /- something/);
  assert.match(page, /first word to the ticket \(1\).* \| 900 \/ 900 ms/);
  assert.match(page, /nobody waited \(9\) \| 3 \/ 12 ms/);
  assert.match(page, /after 1, 0, 0\. A busy machine\./);
});

test('a day takes the place of the one before on the page of benchmarks, and nothing else', () => {
  const marks = text => `before\n<!-- hospital day: written by deploy/bench/run hospital --record -->\n${text}<!-- end of the hospital day -->\nafter\n`;
  assert.strictEqual(recorded(marks('old $1\n'), 'new $&\n'), marks('new $&\n'));
  assert.throws(() => recorded('no marks', 'new'), /no place/);
});
