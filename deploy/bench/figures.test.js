'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { quantile, lagSeconds, lagShare, broken, markdown } = require('./figures');

const clean = { mode: 'dialogue', lost_acked_but_no_reply: 0, never_acked: 0, duplicate_replies: 0, same_opaque_sent_twice: 0, double_booked: 0,
  dialogue_restarts: 0, dialogues_gave_up: 0, dialogues_done: 5, dialogues_started: 5, slots_parsed: 5, confirmations: 5,
  messages_answered_per_s: 10, reply_ms: { n: 40, p50: 3, p99: 9 }, ack_ms: { p50: 1, p99: 2 } };
const run = changes => ({ name: 'dialogues', report: { ...clean, ...changes }, cpu: { per_answered_ms: 0.5 }, lag_ms: { p50: 100, p99: 200 } });

test('quantile takes the value at its share', () => {
  assert.strictEqual(quantile([3, 1, 2], 0.5), 2);
  assert.strictEqual(quantile([3, 1, 2], 0.99), 3);
  assert.strictEqual(quantile([], 0.5), null);
});

test('the lag is the worst slice, summaries left out', () => {
  const text = '# HELP x\ntabib_projection_lag_seconds{projection="message",slice="0"} 0.2\ntabib_projection_lag_seconds{projection="queue"} 1.5E-1\n' +
    'tabib_projection_lag_seconds{quantile="0.99"} 9\ntabib_projection_lag_seconds_count 77\nother_lag_seconds 5\n';
  assert.strictEqual(lagSeconds(text), 0.2);
  assert.strictEqual(lagSeconds('up 1\n'), null);
});

test('the share of events is counted over all slices, and only what came since', () => {
  const text = (a, b, all) => `tabib_projection_lag_seconds_bucket{projection="x",slice="0",le="0.2"} ${a}\ntabib_projection_lag_seconds_bucket{projection="x",slice="0",le="0.5"} ${b}\n` +
    `tabib_projection_lag_seconds_bucket{projection="x",slice="0",le="+Inf"} ${all}\ntabib_projection_lag_seconds_bucket{projection="x",slice="1",le="0.2"} 0\n` +
    'tabib_projection_lag_seconds_bucket{projection="x",slice="1",le="0.5"} 0\ntabib_projection_lag_seconds_bucket{projection="x",slice="1",le="+Inf"} 0\n';
  assert.strictEqual(lagShare(text(0, 0, 0), text(90, 99, 100), 0.99), 0.5);
  assert.strictEqual(lagShare(text(90, 99, 100), text(190, 199, 200), 0.99), 0.2);
  assert.strictEqual(lagShare(text(0, 0, 0), text(0, 0, 5), 0.99), Infinity);
  assert.strictEqual(lagShare(text(1, 1, 1), text(1, 1, 1), 0.99), null);
});

test('a clean run breaks nothing', () => assert.deepStrictEqual(broken(run({})), []));

for (const key of ['lost_acked_but_no_reply', 'never_acked', 'duplicate_replies', 'same_opaque_sent_twice', 'double_booked', 'dialogue_restarts']) {
  test(`${key} above zero is a broken promise`, () => assert.match(broken(run({ [key]: 2 }))[0], new RegExp(`2 .*${key}`)));
}

test('a dialogue that did not finish is a broken promise', () => assert.match(broken(run({ dialogues_done: 4 }))[0], /4 of 5/));
test('a report without a counter is not taken for zero', () => assert.strictEqual(broken(run({ double_booked: undefined })).length, 1));

test('the page shows every load, and what was broken', () => {
  const conditions = { at: 'now', commit: 'abc', cpu: '2 × X', memory_gib: 24, kernel: '6', jdk: 'j', node: 'v20', database: 'embedded', load_average_before: [0, 0, 0], shared: 's' };
  const page = markdown({ conditions, start: { first_ms: 5000, second_ms: 3000 }, runs: [run({})], broken: ['x was lost'] });
  assert.match(page, /\| dialogues \| 10 \| 3 \/ 9 \| 1 \/ 2 \| 0\.50 \| 100 \/ 200 \| 5 \| 0 \| 0 \| 0 \|/);
  assert.match(page, /- x was lost/);
});
