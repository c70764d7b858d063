'use strict';
// What people are told about their ticket without asking: found in messages by the product's own English texts, and counted
// against what happened to the ticket. Pure but for reading those texts; tested by notices.test.js.
const fs = require('fs');
const path = require('path');
const { quantile } = require('../figures');

const TEXTS = path.resolve(__dirname, '../../../engine/src/main/resources/languages/en/texts');

/** The texts of a file of `key = text` lines. */
function texts(file) {
  const all = {};
  for (const line of fs.readFileSync(path.join(TEXTS, file), 'utf8').split('\n')) {
    const found = /^([a-z][\w.-]*) = (.*)$/.exec(line);
    if (found) all[found[1]] = found[2].replaceAll('\\n', '\n');
  }
  return all;
}

/** A text as a pattern: its arguments are named groups, whatever stands in them. */
function pattern(text) {
  if (text === undefined) throw new Error('a text that this driver looks for is gone: see hospital/notices.js');
  const parts = text.split(/\{(\w+)\}/);
  return new RegExp(parts.map((part, i) => i % 2 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(''), 's');
}

const NOTICES = texts('notices.properties');
const QUEUE = texts('queue.properties');
/** What a ticket's event of that name is told by. */
const KINDS = Object.entries({ near: 'ticket-near', called: 'ticket-called', missed: 'ticket-missed', closed: 'queue-closed' })
  .map(([kind, key]) => [kind, pattern(NOTICES[`notice.${key}`])]);
const BACK = pattern(QUEUE['queue.back']);
const RANGE = pattern(QUEUE['queue.range']);

/** {kind: near, called, missed, closed or back, label}, or null when the text is none of them. */
function notice(text) {
  for (const [kind, words] of [...KINDS, ['back', BACK]]) {
    const found = words.exec(text);
    if (found) return { kind, label: found.groups.ticket };
  }
  return null;
}

/** The wait that a text tells, {from, to} in minutes, or null. */
function told(text) {
  const found = RANGE.exec(text);
  return found ? { from: +found.groups.from, to: +found.groups.to } : null;
}

/**
 * What was told of what happened: tickets [{label, phone, history: [{what, at}]}] of people with a phone, notices [{to, kind, label, at}] as
 * they came, times in milliseconds of the simulated clock, factor times faster than real. delay_ms is real time from the event to the
 * message at the Graph API. Untold: who was told nothing although nothing else happened to the ticket for that many real milliseconds.
 */
function account(tickets, notices, factor, patience = 10000) {
  const owners = new Map(tickets.map(ticket => [ticket.label, ticket.phone]));
  const result = { astray: notices.filter(({ to, label }) => owners.get(label) !== to).length, twice: 0, untold: 0 };
  for (const [kind] of KINDS) {
    const row = { events: 0, told: 0 };
    const delays = [];
    for (const { label, history } of tickets) {
      const came = notices.filter(one => one.label === label && one.kind === kind).map(({ at }) => at).sort((a, b) => a - b);
      const happened = history.filter(({ what }) => what === kind);
      row.events += happened.length;
      row.told += came.length;
      result.twice += Math.max(0, came.length - happened.length);
      const told = new Set();
      for (const one of came) {
        // The latest that had happened: what an earlier change said was not needed any more. The two clocks differ by milliseconds.
        const event = happened.filter(({ at }) => at <= one + factor * 100).pop();
        if (!event) continue;
        told.add(event);
        delays.push(Math.max(0, one - event.at) / factor);
      }
      for (const event of happened.filter(one => !told.has(one))) {
        // Recalling says again what was said; being near changes nothing.
        const next = history.find(({ what, at }) => at > event.at && !['recalled', 'near', 'retriaged'].includes(what));
        if (!next || next.at - event.at > factor * patience) result.untold++;
      }
    }
    const ms = share => delays.length ? Math.round(quantile(delays, share)) : null;
    result[kind] = { ...row, delay_ms: { p50: ms(0.5), p99: ms(0.99) } };
  }
  return result;
}

/** What is wrong with a ticket's history: it was given out once and ended once, in what the ticket says. */
function flaws({ label, status, history }) {
  const count = what => history.filter(event => event.what === what).length;
  const rows = [];
  if (count('issued') !== 1) rows.push(`${label} was issued ${count('issued')} times`);
  const ends = count('finished') + count('left') + count('closed');
  const undone = history.filter(event => event.what === 'undone').length;
  if (status === 'missed' ? ends !== 0 : ends < 1 || ends > 1 + undone) rows.push(`${label} is ${status} and ended ${ends} times`);
  if (!['served', 'left', 'missed'].includes(status)) rows.push(`${label} never ended: ${status}`);
  return rows;
}

module.exports = { notice, told, account, flaws, pattern };
