'use strict';
// What a benchmark's raw reports mean: pure functions, tested by figures.test.js.

/** The value at share q (0 to 1) of the numbers, or null when there are none. */
function quantile(numbers, q) {
  if (!numbers.length) return null;
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/**
 * The greatest projection lag in seconds in a Prometheus text, or null when no such gauge is there. Of a metric with
 * `lag` in its name, series of summaries and histograms (quantile, _count, _sum, _max, _bucket) are left out.
 */
function lagSeconds(text) {
  let worst = null;
  for (const line of text.split('\n')) {
    const match = /^(tabib_projections?_\w*lag\w*_seconds)(\{[^}]*\})? ([-+\d.eE]+)/.exec(line);
    if (!match || /quantile=|le="/.test(match[2] || '')) continue;
    const value = Number(match[3]);
    if (Number.isFinite(value) && (worst === null || value > worst)) worst = value;
  }
  return worst;
}

/**
 * Within how many seconds of the journal's write that share of the events was in the read models, all slices together, between two
 * Prometheus texts: the upper bound of the bucket it falls into (Infinity: beyond the last), or null without events.
 */
function lagShare(before, after, share) {
  const buckets = text => {
    const sums = new Map();
    for (const match of text.matchAll(/^tabib_projection_lag_seconds_bucket\{[^}]*le="([^"]+)"[^}]*\} ([\d.eE+]+)/gm)) {
      const bound = match[1] === '+Inf' ? Infinity : Number(match[1]);
      sums.set(bound, (sums.get(bound) || 0) + Number(match[2]));
    }
    return sums;
  };
  const start = buckets(before);
  const counts = [...buckets(after)].map(([bound, n]) => [bound, n - (start.get(bound) || 0)]).sort((a, b) => a[0] - b[0]);
  const all = counts.length ? counts[counts.length - 1][1] : 0;
  return all ? counts.find(([, n]) => n >= share * all)[0] : null;
}

/** The promises that a run broke, as sentences; empty when it kept them all. */
function broken(run) {
  const r = run.report;
  if (r.mode === 'open') return r.lost_acked_but_no_reply || r.double_booked ? [`${run.name}: ${r.lost_acked_but_no_reply} unanswered, ${r.double_booked} booked twice`] : [];
  // `find` overloads the product on purpose and reports rates only.
  if (r.mode === 'find') return r.highest_rate_sustained > 0 ? [] : [`${run.name}: no arrival rate was sustained`];
  const zero = {
    lost_acked_but_no_reply: 'acknowledged messages were never answered', never_acked: 'webhooks were never acknowledged',
    duplicate_replies: 'replies came twice', same_opaque_sent_twice: 'messages were sent twice', double_booked: 'slots were booked twice',
    dialogue_restarts: 'dialogues lost their place', dialogues_gave_up: 'dialogues never came to an end',
  };
  const rows = Object.entries(zero).filter(([key]) => r[key] !== 0).map(([key, what]) => `${run.name}: ${r[key]} ${what} (${key})`);
  if (run.name === 'dialogues') {
    if (r.dialogues_done !== r.dialogues_started) rows.push(`${run.name}: ${r.dialogues_done} of ${r.dialogues_started} dialogues were completed`);
    if (r.slots_parsed !== r.confirmations) rows.push(`${run.name}: only ${r.slots_parsed} of ${r.confirmations} confirmations named doctor and time, the rest could hide a double booking`);
  }
  return rows;
}

const show = (value, digits = 0) => value === null || value === undefined ? '–' : value.toFixed(digits);
const pair = (spread, digits = 0) => spread ? `${show(spread.p50, digits)} / ${show(spread.p99, digits)}` : '–';

/** The result as a Markdown page section: conditions, start, table of the loads, broken promises. */
function markdown(result) {
  const c = result.conditions;
  const rows = [`Measured ${c.at} at ${c.commit}: ${c.cpu}, ${c.memory_gib} GiB, Linux ${c.kernel}, ${c.jdk}, Node ${c.node}, ${c.database} PostgreSQL,`,
    `load average before ${c.load_average_before.join(', ')}${c.quick ? ', quick run' : ''}. ${c.shared}.`, '',
    `Start to healthy: first ${show(result.start.first_ms)} ms, second ${show(result.start.second_ms)} ms. Stop: ${show(result.start.last_stop_ms)} ms.`];
  const ceiling = result.commit_ceiling;
  if (ceiling) {
    rows.push(`Single-row commits of the same PostgreSQL, ${ceiling.connections} connections: ${show(ceiling.commits_per_s)}/s, p50 / p99 ${pair({ p50: ceiling.p50_ms, p99: ceiling.p99_ms }, 1)} ms (fsync ${ceiling.fsync}, synchronous_commit ${ceiling.synchronous_commit}).`);
  }
  const loads = result.runs.filter(run => run.report.mode !== 'find');
  if (loads.length) {
    rows.push('', '| load | answered/s | reply p50 / p99 ms | ack p50 / p99 ms | CPU ms per answered message | projection lag p50 / p99 ms | dialogues done | lost | doubled | double-booked |',
      '|---|---|---|---|---|---|---|---|---|---|');
    for (const { name, report: r, cpu, lag_ms: lag } of loads) {
      rows.push(`| ${name} | ${show(r.messages_answered_per_s)} | ${pair(r.reply_ms)} | ${pair(r.ack_ms)} | ${show(cpu.per_answered_ms, 2)} | ${pair(lag)} | ${r.dialogues_done} | ${r.lost_acked_but_no_reply} | ${r.duplicate_replies + r.same_opaque_sent_twice} | ${r.double_booked} |`);
    }
  }
  for (const { report: r } of result.runs) {
    if (r.mode === 'burst') rows.push('', `Burst of ${r.burst}: all acknowledged after ${show(r.all_acked_ms)} ms.`);
    if (r.mode === 'find') rows.push('', `Open loop, ${Math.round(r.status_share * 100)} % statuses: ${r.highest_rate_meta_ack} webhooks/s by Meta's rule, ${r.highest_rate_sustained}/s with replies sustained.`);
  }
  if (result.silent) {
    const ratio = ceiling ? ` That is ${show(result.silent.durable_per_s / ceiling.commits_per_s, 2)} of the commit ceiling.` : '';
    rows.push('', `Durable acknowledgements without answers: ${show(result.silent.durable_per_s)}/s (${show(result.silent.messages_per_s)} messages, ${show(result.silent.statuses_per_s)} statuses), p50 / p99 ${pair(result.silent.ack_ms)} ms.${ratio}`);
  }
  for (const run of result.runs) {
    if (run.event_lag_s !== null && run.event_lag_s !== undefined) rows.push('', `${run.name}: 99 % of the events were in the read models within ${run.event_lag_s} s of their write.`);
  }
  const r = result.recovery;
  if (r) {
    rows.push('', `Recovery of ${r.people} conversations that owed an answer, after kill -9: healthy after ${show(r.healthy_ms)} ms, then ${show(r.per_s)}/s, all after ${show(r.seconds)} s; ` +
      `${r.live_people} new people wrote meanwhile (${r.live_refused} refused): reply p50 / p99 ${pair(r.live_reply_ms)} ms; lost ${r.lost}, sent twice ${r.sent_twice}.`);
  }
  if (result.idle) rows.push('', `Heap per idle conversation: ${show(result.idle.bytes_per_conversation)} bytes (${result.idle.conversations} of them).`);
  rows.push('', result.broken.length ? `Promises broken:\n${result.broken.map(row => `- ${row}`).join('\n')}` : 'No promise was broken.');
  return rows.join('\n') + '\n';
}

module.exports = { quantile, lagSeconds, lagShare, broken, markdown };
