'use strict';
// What a run's ledger, the driver's report and the audit come to: pure functions, tested by figures.test.js. Milliseconds.

/** A status that was acknowledged this shortly before the second copy arrived may have crossed with it. */
const CROSSING_MS = 250;

/** An answer that came this shortly before a fault may not be in the journal yet: the machine is full when a fault comes. */
const WRITING_MS = 2000;

/** What came this shortly before the end of a fault may be acknowledged after it. */
const ANSWERING_MS = 2000;

const ok = status => status >= 200 && status < 300;
const smallest = numbers => numbers.reduce((least, x) => (least === null || x < least ? x : least), null);
const largest = numbers => numbers.reduce((most, x) => (most === null || x > most ? x : most), null);

/** The longest time between two of the moments, and before the first and after the last, within from and to. */
function longestSilence(moments, from, to) {
  const within = moments.filter(at => at >= from && at <= to).sort((a, b) => a - b);
  return Math.round(largest([...within, to].map((at, i) => at - (i === 0 ? from : within[i - 1]))));
}

/**
 * One occurrence of a fault: from began to ended (the same for a kill), seen until the next one, or until the end.
 *   acked_ms        until the first acknowledgement of a webhook that came after the fault was over
 *   answered_ms     until the first reply that was sent after it was over
 *   caught_up_ms    until everybody who had written before it was over had a reply; null: somebody has none
 *   acked_during, refused_during   webhooks answered while it lasted
 *   unacked_during  messages that came while it lasted, but at its very end, and were not acknowledged in it
 *   silence_ms      the longest time without any reply, from its beginning
 * Of a fault that lasts throughout the run there is no afterwards: the first three are left out.
 */
function occurrence(ledger, { what, began, ended, throughout = false }, until) {
  const acks = ledger.webhooks.filter(webhook => ok(webhook.status));
  const during = ledger.webhooks.filter(webhook => webhook.at > began && webhook.at <= ended);
  const waited = [...ledger.messages.values()].filter(message => message.arrived <= ended && (message.replied === null || message.replied > ended));
  const since = moment => (moment === null ? null : Math.round(moment - ended));
  return {
    what, lasted_ms: Math.round(ended - began),
    ...(!throughout && {
      acked_ms: since(smallest(acks.filter(webhook => webhook.arrived >= ended).map(webhook => webhook.at))),
      answered_ms: since(smallest(ledger.replies.filter(reply => reply.arrived >= ended).map(reply => reply.at))),
      caught_up_ms: waited.some(message => message.replied === null) ? null : Math.max(0, since(largest(waited.map(message => message.replied))) || 0),
    }),
    acked_during: during.filter(webhook => ok(webhook.status)).length, refused_during: during.filter(webhook => !ok(webhook.status)).length,
    unacked_during: [...ledger.messages.values()].filter(message => message.arrived > began && message.arrived <= ended - ANSWERING_MS && (message.acked === null || message.acked > ended)).length,
    silence_ms: longestSilence(ledger.replies.map(reply => reply.at), began, until),
  };
}

/** All of them, each seen until the next begins. */
function occurrences(ledger, faults, end) {
  return faults.map((fault, i) => occurrence(ledger, fault, i + 1 < faults.length ? faults[i + 1].began : end));
}

/**
 * Messages that the provider accepted more than once, by reason. Where it gave no way to know, a second copy is the lesser
 * evil: a message that nobody can be sure of is sent again, because a lost reply cannot be seen by anybody.
 *   dropped    the provider accepted and cut the connection, and no status had come back before the second copy
 *   cut        the node was gone, or had given up waiting, before the answer reached it
 *   forgotten  the answer had come, and the node died or its database was away before that could be written down
 *   unexplained   none of these: a broken promise
 */
function doubled(ledger, faults) {
  const reasons = { dropped: 0, cut: 0, forgotten: 0, unexplained: 0 };
  for (const [own, attempts] of ledger.sends) {
    const accepted = attempts.filter(attempt => attempt.accepted !== null).sort((a, b) => a.accepted - b.accepted);
    for (let i = 1; i < accepted.length; i++) reasons[why(ledger, faults, own, accepted[i - 1], accepted[i])]++;
  }
  return reasons;
}

function why(ledger, faults, own, first, again) {
  if ((ledger.receipts.get(own) || []).some(at => at < again.arrived - CROSSING_MS)) return 'unexplained';
  if (first.fault === 'drop') return 'dropped';
  if (first.told === null) return 'cut';
  return faults.some(fault => fault.forgets && fault.began <= again.arrived && first.accepted >= fault.began - WRITING_MS && first.accepted <= fault.ended) ? 'forgotten' : 'unexplained';
}

const total = reasons => Object.values(reasons).reduce((sum, n) => sum + n, 0);

/**
 * What one fault's run comes to. load: the driver's report; audit: of everything so far; bookedBefore: what patients had booked
 * on this stage before; end: when it was over.
 */
function summary({ ledger, faults, load, audit, bookedBefore, end }) {
  const copies = doubled(ledger, faults);
  const messages = [...ledger.messages.values()];
  const refused = {};
  for (const { status } of ledger.webhooks) if (!ok(status)) refused[status || 'gone'] = (refused[status || 'gone'] || 0) + 1;
  return {
    messages: messages.length, statuses: load.statuses_sent, posts: ledger.webhooks.length, acked: messages.filter(message => message.acked !== null).length,
    refused, bookings: load.confirmations, replies: ledger.replies.length,
    acked_lost: load.lost_acked_but_no_reply + audit.acknowledged_not_journaled, never_acked: load.never_acked + load.unacked_and_unanswered,
    effects_doubled: audit.journaled_twice + audit.visits_opened_twice + audit.bookings_of_one_person_twice + Math.max(0, load.duplicate_replies - total(copies)),
    bookings_unheard_of: audit.bookings - bookedBefore - load.confirmations, double_booked: load.double_booked + audit.double_booked, replies_lost: audit.replies_lost + audit.replies_given_up,
    replies_doubled: total(copies) - copies.unexplained, replies_doubled_by: copies, replies_doubled_unexplained: copies.unexplained,
    occurrences: occurrences(ledger, faults, end),
  };
}

const PROMISES = {
  acked_lost: 'acknowledged messages were lost', never_acked: 'messages were never acknowledged or answered', effects_doubled: 'effects happened twice',
  bookings_unheard_of: 'bookings differ from what patients were told (stored minus told)', double_booked: 'slots were booked twice', replies_lost: 'replies were lost', replies_doubled_unexplained: 'replies came twice although the product could know',
};
const STORED = {
  journaled_twice: 'messages are in the journal twice', not_logged_once: 'acknowledged messages are not exactly once in the message log',
  visits_opened_twice: 'visits were opened twice', double_booked: 'slots have two bookings', bookings_without_visit: 'bookings have no visit',
  visits_without_booking: 'visits have no booking', bookings_of_one_person_twice: 'people have two visits', open_debts: 'debts are open',
  outbox: 'messages wait in an outbox', replies_given_up: 'replies were given up', behind: 'events are missing from a read model', stopped: 'projections stand still',
  quarantined: 'webhooks were quarantined', gaps: 'journals have a gap', sent_unknown: 'messages were sent that no journal knows', dispatched_twice: 'sends were recorded twice',
};

/** The promises that a fault's run broke, as sentences; empty when it kept them all. */
function broken({ fault, figures, load, audit }) {
  const rows = [];
  const zero = (values, texts) => {
    for (const [key, text] of Object.entries(texts)) if (values[key] !== 0) rows.push(`(${fault}) ${values[key]} ${text} (${key})`);
  };
  zero(figures, PROMISES);
  zero(audit, STORED);
  zero(load, { dialogue_restarts: 'dialogues lost their place', unknown_recipient: 'replies went to nobody', stub_bad_requests: 'calls were no sends' });
  if (!(load.confirmations > 0)) rows.push(`(${fault}) nobody booked: nothing was proved`);
  if (!figures.occurrences.length) rows.push(`(${fault}) the fault never happened: nothing was proved`);
  for (const [i, { acked_ms: acked, answered_ms: answered, caught_up_ms: caughtUp }] of figures.occurrences.entries()) {
    if (acked === null || answered === null || caughtUp === null) rows.push(`(${fault}) the service did not come back after fault ${i + 1}`);
  }
  return rows;
}

const seconds = ms => (ms === null ? 'never' : ms === undefined ? '–' : (ms / 1000).toFixed(1));

/** One fault's figures for the terminal. */
function text({ fault, title, figures: f, extra, broken: rows }) {
  const lines = [`(${fault}) ${title}`,
    `  sent ${f.messages} messages and ${f.statuses} statuses, acknowledged ${f.acked} messages; refused ${Object.entries(f.refused).map(([code, n]) => `${n} × ${code}`).join(', ') || 'none'}; ${f.bookings} bookings`,
    `  acknowledged and lost ${f.acked_lost}, effects doubled ${f.effects_doubled}, double-booked ${f.double_booked}, replies lost ${f.replies_lost} of ${f.replies}`,
    `  replies doubled ${f.replies_doubled + f.replies_doubled_unexplained}: ${Object.entries(f.replies_doubled_by).map(([why, n]) => `${n} ${why}`).join(', ')}`];
  for (const o of f.occurrences) {
    const meanwhile = o.lasted_ms > 0 ? ` (${seconds(o.lasted_ms)} s; meanwhile ${o.acked_during} webhooks acknowledged, ${o.refused_during} refused)` : '';
    const afterwards = o.acked_ms === undefined ? '' : ` first acknowledgement after ${seconds(o.acked_ms)} s, first answer after ${seconds(o.answered_ms)} s, everybody answered after ${seconds(o.caught_up_ms)} s,`;
    lines.push(`  ${o.what}${meanwhile}:${afterwards} longest silence ${seconds(o.silence_ms)} s`);
  }
  if (extra) lines.push(`  ${Object.entries(extra).filter(([, value]) => typeof value !== 'object').map(([key, value]) => `${key.replaceAll('_', ' ')} ${value}`).join(', ')}`);
  return [...lines, ...(rows.length ? rows.map(row => `  BROKEN ${row}`) : ['  every promise kept'])].join('\n');
}

module.exports = { occurrence, occurrences, doubled, summary, broken, text, seconds, longestSilence };
