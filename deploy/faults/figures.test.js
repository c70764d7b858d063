'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { Ledger } = require('./ledger');
const { occurrence, occurrences, doubled, summary, broken, text, longestSilence } = require('./figures');
const { page } = require('./page');

const said = (id, from) => ({ entry: [{ changes: [{ value: { messages: [{ id, from }] } }] }] });
const receipt = own => ({ entry: [{ changes: [{ value: { statuses: [{ biz_opaque_callback_data: own }] } }] }] });

/** A message at `at`, acknowledged (or answered otherwise) 10 ms later. */
function message(ledger, id, at, status = 200, phone = id) {
  ledger.webhook(said(id, phone), at)(status, at + 10);
}
/** A send that arrives at `at` and is accepted 1 ms later; told 1 ms after that unless fault or cut. */
function send(ledger, own, to, at, { fault = null, cut = false } = {}) {
  const attempt = ledger.send(own, at, fault);
  ledger.accepted(attempt, to, at + 1);
  if (!fault && !cut) attempt.told = at + 2;
  return attempt;
}

test('the ledger counts a message once, however often it is delivered', () => {
  const ledger = new Ledger();
  message(ledger, 'm', 100, 503);
  message(ledger, 'm', 600);
  message(ledger, 'm', 700);
  assert.strictEqual(ledger.messages.size, 1);
  assert.deepStrictEqual({ ...ledger.messages.get('m') }, { phone: 'm', arrived: 100, acked: 610, replied: null });
  assert.deepStrictEqual(ledger.webhooks.map(webhook => webhook.status), [503, 200, 200]);
});

test('a reply answers everything that its person had said, and nobody else', () => {
  const ledger = new Ledger();
  message(ledger, 'm1', 0, 200, 'p');
  message(ledger, 'm2', 50, 200, 'p');
  message(ledger, 'm3', 50, 200, 'q');
  send(ledger, 'c/1', 'p', 100);
  assert.deepStrictEqual(['m1', 'm2', 'm3'].map(id => ledger.messages.get(id).replied), [101, 101, null]);
});

test('a refused webhook acknowledges nothing, its status neither', () => {
  const ledger = new Ledger();
  message(ledger, 'm', 0, 503);
  ledger.webhook(receipt('c/1'), 0)(0, 5);
  assert.strictEqual(ledger.messages.get('m').acked, null);
  assert.strictEqual(ledger.receipts.size, 0);
});

test('the service is back with the first webhook that came, and the first reply that was sent, after the fault', () => {
  const ledger = new Ledger();
  message(ledger, 'before', 990); // acknowledged at 1000, but it came before
  message(ledger, 'refused', 1100, 503);
  message(ledger, 'after', 1500);
  send(ledger, 'c/1', 'before', 1700);
  send(ledger, 'c/2', 'refused', 1800);
  send(ledger, 'c/3', 'after', 2500);
  const seen = occurrence(ledger, { what: 'kill', began: 995, ended: 995 }, 3000);
  assert.deepStrictEqual(seen, { what: 'kill', lasted_ms: 0, acked_ms: 515, answered_ms: 706, caught_up_ms: 706, acked_during: 0, refused_during: 0, unacked_during: 0, silence_ms: 706 });
});

test('what happened while a fault lasted is told apart', () => {
  const ledger = new Ledger();
  message(ledger, 'm1', 100);
  message(ledger, 'm2', 200, 503);
  message(ledger, 'm3', 950);
  for (const [i, id] of ['m1', 'm2', 'm3'].entries()) send(ledger, `c/${i}`, id, 1000 + i * 100);
  const seen = occurrence(ledger, { what: 'outage', began: 50, ended: 900 }, 2000);
  assert.deepStrictEqual([seen.lasted_ms, seen.acked_during, seen.refused_during, seen.acked_ms, seen.answered_ms, seen.caught_up_ms], [850, 1, 1, 60, 101, 201]);
});

test('a message that came in an outage and was acknowledged only after it is counted, one at its very end is not', () => {
  const ledger = new Ledger();
  message(ledger, 'm1', 100);
  message(ledger, 'm2', 200, 503);
  message(ledger, 'm2', 6000);
  message(ledger, 'm3', 4900, 503);
  assert.strictEqual(occurrence(ledger, { what: 'outage', began: 50, ended: 5000 }, 9000).unacked_during, 1);
});

test('a person without a reply means that the service did not come back', () => {
  const ledger = new Ledger();
  message(ledger, 'm', 10);
  const seen = occurrence(ledger, { what: 'kill', began: 100, ended: 100 }, 1000);
  assert.deepStrictEqual([seen.acked_ms, seen.answered_ms, seen.caught_up_ms, seen.silence_ms], [null, null, null, 900]);
});

test('each occurrence is seen until the next one begins', () => {
  const ledger = new Ledger();
  message(ledger, 'm', 0);
  send(ledger, 'c/1', 'm', 99);
  const [first, second] = occurrences(ledger, [{ what: 'x', began: 0, ended: 0 }, { what: 'x', began: 300, ended: 300 }], 1000);
  assert.deepStrictEqual([first.silence_ms, second.silence_ms], [200, 700]);
});

test('of a fault that lasts throughout there is no afterwards', () => {
  assert.ok(!('acked_ms' in occurrence(new Ledger(), { what: 'f', began: 0, ended: 10, throughout: true }, 20)));
});

test('silence counts before the first and after the last moment', () => {
  assert.strictEqual(longestSilence([40, 50], 0, 60), 40);
  assert.strictEqual(longestSilence([], 10, 60), 50);
  assert.strictEqual(longestSilence([5, 100], 10, 60), 50);
});

test('a second copy is explained by what the product could not know', () => {
  const kill = { what: 'kill', began: 5000, ended: 5000, forgets: true };
  const reason = (prepare, faults = []) => {
    const ledger = new Ledger();
    prepare(ledger);
    const reasons = doubled(ledger, faults);
    return Object.keys(reasons).filter(key => reasons[key] > 0).join();
  };
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100, { fault: 'drop' }); send(l, 'c/1', 'p', 1100); }), 'dropped');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100, { cut: true }); send(l, 'c/1', 'p', 1100); }), 'cut');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 4990); send(l, 'c/1', 'p', 16000); }, [kill]), 'forgotten');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100); send(l, 'c/1', 'p', 16000); }, [{ ...kill, forgets: false }]), 'unexplained');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100); send(l, 'c/1', 'p', 1100); }, [kill]), 'unexplained', 'the fault came later');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100); send(l, 'c/1', 'p', 5100); }, [kill]), 'unexplained', 'there was time to write the answer down');
  assert.strictEqual(reason(l => { send(l, 'c/1', 'p', 100); send(l, 'c/2', 'p', 1100); }), '');
});

test('a status that came back in time makes a second copy unexplained, one that crossed with it does not', () => {
  const at = moment => {
    const ledger = new Ledger();
    send(ledger, 'c/1', 'p', 100, { fault: 'drop' });
    ledger.webhook(receipt('c/1'), moment)(200, moment);
    send(ledger, 'c/1', 'p', 1100);
    return doubled(ledger, []);
  };
  assert.strictEqual(at(500).unexplained, 1);
  assert.strictEqual(at(1000).dropped, 1);
});

const load = { statuses_sent: 2, confirmations: 1, lost_acked_but_no_reply: 0, never_acked: 0, unacked_and_unanswered: 0, duplicate_replies: 0, double_booked: 0, dialogue_restarts: 0,
  unknown_recipient: 0, stub_bad_requests: 0 };
const audit = { events: 9, bookings: 4, settled_ms: 1, examples: {}, ...Object.fromEntries(['acknowledged_not_journaled', 'journaled_twice', 'not_logged_once', 'replies_lost', 'sent_unknown',
  'dispatched_twice', 'replies_given_up', 'visits_opened_twice', 'double_booked', 'bookings_of_one_person_twice', 'bookings_without_visit', 'visits_without_booking', 'open_debts', 'outbox', 'behind',
  'stopped', 'quarantined', 'gaps'].map(key => [key, 0])) };

function result({ loadChanges = {}, auditChanges = {}, prepare = () => {}, faults = [{ what: 'kill -9', began: 500, ended: 500, forgets: true }] } = {}) {
  const ledger = new Ledger();
  message(ledger, 'm', 400);
  message(ledger, 'n', 600);
  send(ledger, 'c/1', 'm', 700);
  send(ledger, 'c/2', 'n', 800);
  prepare(ledger);
  const parts = { load: { ...load, ...loadChanges }, audit: { ...audit, ...auditChanges } };
  const figures = summary({ ledger, faults, bookedBefore: 3, end: 1000, ...parts });
  const all = { fault: 'a', title: 'kill', figures, ...parts,
    conditions: { at: '2026-01-01T00:00:00Z', version: 'v', cpu: '2 × X', memory_gib: 4, kernel: '6', jdk: 'j', node: 'n', patients: 2, seconds: 1, short: false, load_average_before: [0, 0, 0] } };
  return { ...all, broken: broken(all) };
}

test('a run in which every promise was kept breaks nothing', () => assert.deepStrictEqual(result().broken, []));

for (const key of ['lost_acked_but_no_reply', 'never_acked', 'unacked_and_unanswered', 'double_booked', 'duplicate_replies', 'dialogue_restarts', 'unknown_recipient']) {
  test(`the driver's ${key} above zero is a broken promise`, () => assert.match(result({ loadChanges: { [key]: 2 } }).broken.join(), /\(a\) 2 /));
}
for (const key of Object.keys(audit).filter(name => !['events', 'bookings', 'settled_ms', 'examples'].includes(name))) {
  test(`the audit's ${key} above zero is a broken promise`, () => assert.match(result({ auditChanges: { [key]: 3 } }).broken.join(), /\(a\) 3 /));
}
test('a count that is missing is not taken for zero', () => {
  assert.strictEqual(result({ auditChanges: { gaps: undefined } }).broken.length, 1);
  assert.ok(result({ auditChanges: { journaled_twice: undefined } }).broken.length > 0);
});
test('bookings that nobody was told of are a broken promise', () => assert.match(result({ auditChanges: { bookings: 5 } }).broken.join(), /1 bookings differ/));
test('a run without bookings or without a fault proves nothing', () => {
  assert.match(result({ loadChanges: { confirmations: 0 }, auditChanges: { bookings: 3 } }).broken.join(), /nobody booked/);
  assert.match(result({ faults: [] }).broken.join(), /never happened/);
});

test('an explained copy is counted and breaks nothing, also where the driver saw it', () => {
  const run = result({ loadChanges: { duplicate_replies: 1 }, prepare: ledger => { send(ledger, 'c/9', 'm', 450, { cut: true }); send(ledger, 'c/9', 'm', 900); } });
  assert.deepStrictEqual([run.figures.replies_doubled, run.figures.effects_doubled, run.broken.length], [1, 0, 0]);
});
test('an unexplained copy is a broken promise', () => {
  const run = result({ loadChanges: { duplicate_replies: 1 }, prepare: ledger => { send(ledger, 'c/9', 'm', 750); send(ledger, 'c/9', 'm', 900); }, faults: [{ what: 'x', began: 500, ended: 500 }] });
  assert.match(run.broken.join(), /1 replies came twice although/);
});

test('the terminal and the page show what was broken and when service was back', () => {
  const run = result({ auditChanges: { gaps: 2 } });
  assert.match(text(run), /kill -9: first acknowledgement after 0\.1 s, first answer after 0\.2 s/);
  assert.match(text(run), /BROKEN \(a\) 2 journals have a gap/);
  const shown = page([run]);
  assert.match(shown, /\| a \| 2 \| 2 \| – \| 1 \| 0 \| 0 \| 0 \| 0 \| 0 \|/);
  assert.match(shown, /\| a \| kill -9 \| – \| – \| – \| 0\.1 \| 0\.2 \| 0\.2 \| 0\.2 \|/);
  assert.match(shown, /- \(a\) 2 journals have a gap/);
});
