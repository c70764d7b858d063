'use strict';
// What a simulated day comes to: pure, tested by report.test.js. Times are milliseconds of the simulated clock.
const { quantile } = require('../figures');

const MINUTE = 60000;
const URGENCIES = ['red', 'orange', 'yellow', 'green'];

/** Target times of the South African Triage Scale in minutes (docs/queue.md); red has none that waiting could meet. */
const TARGETS = { red: 0, orange: 10, yellow: 60, green: 240 };

/** What people are told without asking, as the page says it. */
const NOTICES = { near: '“you are third”', called: '“please come in”', missed: '“you were called and missed it”', closed: '“the queue has closed”' };

const round = (value, digits = 1) => value === null ? null : +value.toFixed(digits);
const mean = numbers => numbers.length ? numbers.reduce((sum, n) => sum + n, 0) / numbers.length : null;

/**
 * How long somebody waited until called first, in minutes: since the appointment if that was later than the arrival, and since the
 * urgency was last changed. A ticket: {label, urgency, issuedAt, appointmentAt?, retriagedAt?, calledAt?, told: {from, to}?, end}.
 */
function wait(ticket) {
  if (!ticket.calledAt) return null;
  return Math.max(0, ticket.calledAt - Math.max(ticket.issuedAt, ticket.appointmentAt || 0, ticket.retriagedAt || 0)) / MINUTE;
}

/** Waits by urgency as it was in the end, and by how much the longest went over its target. */
function waits(tickets) {
  return URGENCIES.map(urgency => {
    const all = tickets.filter(ticket => ticket.urgency === urgency).map(wait).filter(minutes => minutes !== null);
    const longest = all.length ? Math.max(...all) : null;
    return { urgency, n: all.length, p50: round(quantile(all, 0.5)), p90: round(quantile(all, 0.9)), longest: round(longest),
      over_target: all.filter(minutes => minutes > TARGETS[urgency]).length,
      longest_over_target: longest === null ? null : round(Math.max(0, longest - TARGETS[urgency])) };
  });
}

/**
 * What was told on issue against what came: only tickets that were told something and whose urgency and place stayed what they
 * were then. error: mean of the absolute difference in minutes, to the p50 told and to the middle of the range.
 */
function estimates(tickets) {
  const told = tickets.filter(ticket => ticket.told && ticket.calledAt && !ticket.retriagedAt && !ticket.moved)
    .map(ticket => ({ ...ticket.told, real: Math.max(0, ticket.calledAt - ticket.issuedAt) / MINUTE }));
  const share = holds => told.length ? round(told.filter(holds).length / told.length, 2) : null;
  return {
    n: told.length,
    error_p50_minutes: round(mean(told.map(({ from, real }) => Math.abs(real - from)))),
    error_middle_minutes: round(mean(told.map(({ from, to, real }) => Math.abs(real - (from + to) / 2)))),
    bias_minutes: round(mean(told.map(({ from, to, real }) => (from + to) / 2 - real))),
    below: share(({ from, real }) => real < from),
    inside: share(({ from, to, real }) => real >= from && real <= to),
    above: share(({ to, real }) => real > to),
    mean_wait_minutes: round(mean(told.map(({ real }) => real))),
  };
}

/** Where the product's own statistics of the day differ from what happened, as sentences. */
function miscounted(numbers, real) {
  return Object.entries(real).filter(([what, n]) => numbers[what] !== n).map(([what, n]) => `the statistics of the day say ${what} ${numbers[what]}, it was ${n}`);
}

/** The promises that the day broke, as sentences. */
function broken(day) {
  const rows = [];
  const count = (n, what) => { if (n !== 0) rows.push(`${n} ${what}`); };
  count(day.lost, 'tickets were lost: issued, and neither served nor gone nor known in the end');
  count(day.doubled, 'calls went to a ticket that was not waiting, or to two rooms');
  count(day.left_waiting, 'tickets still waited when the day was over');
  count(day.refused, 'requests of the desk were refused without a reason in the day');
  count(day.flaws.length, 'histories of tickets are wrong: not given out once, or not ended once');
  count(day.miscounted.length, 'figures of the statistics of the day are wrong');
  count(day.unacknowledged, 'messages of patients were not acknowledged');
  count(day.messages.twice + day.notices.twice, 'messages were sent twice');
  count(day.notices.astray, 'notices went to somebody whose ticket it is not');
  count(day.notices.untold, 'changes of a ticket were never told to its owner');
  if (day.tickets < day.wanted) rows.push(`only ${day.tickets} of ${day.wanted} tickets were issued`);
  if (!Number.isFinite(day.call_next_ms.p99) || day.call_next_ms.p99 >= 50) rows.push(`call next took ${day.call_next_ms.p99} ms at p99, goal under 50`);
  return rows;
}

const cell = value => value === null || value === undefined ? '–' : String(value);

/** The day as a Markdown section. */
function markdown(day) {
  const c = day.conditions;
  const { estimates: e, estimates_walk_in: w, estimates_booked: b } = day;
  const rows = [
    `Simulated ${c.at} at ${c.commit}: ${c.cpu}, ${c.memory_gib} GiB, ${c.jdk}, Node ${c.node}, ${c.database} PostgreSQL, load average before ${c.load_average_before.join(', ')}, after ${c.load_average_after.join(', ')}.${c.note && ` ${c.note}`}`,
    `${day.tickets} tickets (${Object.entries(day.ways).map(([way, n]) => `${way} ${n}`).join(', ')}) in ${day.hours} hours at ${day.points} service points with ${day.rooms} rooms, ${c.factor} times faster than time, after ${c.warm_up_s} s of load on another queue, seed ${c.seed}.`, '',
    '| urgency | tickets called | wait p50 / p90 min | longest | over target | longest over target min |', '|---|---|---|---|---|---|',
    ...day.waits.map(u => `| ${u.urgency} | ${u.n} | ${cell(u.p50)} / ${cell(u.p90)} | ${cell(u.longest)} | ${u.over_target} | ${cell(u.longest_over_target)} |`), '',
    '| what | measured |', '|---|---|',
    `| call next at the API (${day.call_next_ms.n} that called somebody), p50 / p99 | ${cell(day.call_next_ms.p50)} / ${cell(day.call_next_ms.p99)} ms |`,
    `| the same with those when nobody waited (${day.call_next_all_ms.n}) | ${cell(day.call_next_all_ms.p50)} / ${cell(day.call_next_all_ms.p99)} ms |`,
    `| joining in WhatsApp from the first word to the ticket (${day.join_ms.n}): real time, p50 / p99 | ${cell(day.join_ms.p50)} / ${cell(day.join_ms.p99)} ms |`,
    `| wait told on issue against the real one (${e.n} tickets): mean absolute error to p50 / to the middle | ${cell(e.error_p50_minutes)} / ${cell(e.error_middle_minutes)} min, of a mean wait of ${cell(e.mean_wait_minutes)} min |`,
    `| the same, walk-ins (${w.n}) / booked visits (${b.n}): to the middle | ${cell(w.error_middle_minutes)} / ${cell(b.error_middle_minutes)} min, of ${cell(w.mean_wait_minutes)} / ${cell(b.mean_wait_minutes)} min |`,
    `| share of real waits below / inside / above the range told (about 50 / 30 / 20 % are meant) | ${cell(e.below)} / ${cell(e.inside)} / ${cell(e.above)} |`,
    `| served, left, missed for good, closed while waiting | ${day.ends.served}, ${day.ends.left}, ${day.ends.missed}, ${day.left_waiting} |`,
    ...Object.entries(NOTICES).map(([kind, what]) => [what, day.notices[kind]])
      .map(([what, n]) => `| ${what}: happened / told in WhatsApp; real time until sent, p50 / p99 | ${n.events} / ${n.told}; ${cell(n.delay_ms.p50)} / ${cell(n.delay_ms.p99)} ms |`),
    `| came back in WhatsApp after being missed | ${day.deeds.rejoin || 0} |`,
    `| recalled, skipped, returned, re-triaged, transferred, undone | ${['recall', 'skip', 'return', 'retriage', 'transfer', 'undo'].map(what => day.deeds[what] || 0).join(', ')} |`,
    `| messages sent (to ${day.messages.people} people), sent twice | ${day.messages.sent}, ${day.messages.twice} |`,
    `| tickets lost, doubled | ${day.lost}, ${day.doubled} |`, '',
    day.broken.length ? `Promises broken:\n${day.broken.map(row => `- ${row}`).join('\n')}` : 'No promise was broken.',
  ];
  return rows.join('\n') + '\n';
}

const BEGIN = '<!-- hospital day: written by deploy/bench/run hospital --record -->';
const END = '<!-- end of the hospital day -->';

/** The page of benchmarks with that day's section between its marks. */
function recorded(page, section) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`no place for the day: ${BEGIN} … ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n${section}${page.slice(end)}`;
}

module.exports = { TARGETS, wait, waits, estimates, miscounted, broken, markdown, recorded };
