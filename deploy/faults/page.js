'use strict';
// The last results as a section of docs/reliability.md: a pure function, tested by figures.test.js.
const { seconds } = require('./figures');

const listed = counts => Object.entries(counts).filter(([, n]) => n > 0).map(([what, n]) => `${n} × ${what}`).join(', ') || '–';

function conditions(c) {
  return `${c.at.slice(0, 16).replace('T', ' ')} UTC, version ${c.version}: ${c.patients} patients, ${c.seconds} s besides the faults${c.short ? ' (a short run)' : ''}; ${c.cpu}, ${c.memory_gib} GiB, `
    + `Linux ${c.kernel}, ${c.jdk}, Node ${c.node}, load average before ${c.load_average_before.join(', ')}`;
}

/** results: of the faults, in their order. */
function page(results) {
  const rows = ['| fault | messages sent | acknowledged | webhooks refused | bookings | acknowledged and lost | effects doubled | double-booked | replies lost | replies doubled (why) |',
    '|---|---|---|---|---|---|---|---|---|---|'];
  for (const { fault, figures: f } of results) {
    const copies = f.replies_doubled + f.replies_doubled_unexplained;
    rows.push(`| ${fault} | ${f.messages} | ${f.acked} | ${listed(f.refused)} | ${f.bookings} | ${f.acked_lost} | ${f.effects_doubled} | ${f.double_booked} | ${f.replies_lost} | ${copies}${copies ? ` (${listed(f.replies_doubled_by)})` : ''} |`);
  }
  rows.push('', 'Seconds. "Back" counts from the end of a fault that lasted, from the deed itself where it is over at once.', '',
    '| fault | what was done | lasted | webhooks acknowledged meanwhile | refused meanwhile | first acknowledgement | first answer | everybody answered | longest silence |',
    '|---|---|---|---|---|---|---|---|---|');
  for (const { fault, figures } of results) {
    for (const o of figures.occurrences) {
      const lasted = o.lasted_ms > 0;
      rows.push(`| ${fault} | ${o.what} | ${lasted ? seconds(o.lasted_ms) : '–'} | ${lasted ? o.acked_during : '–'} | ${lasted ? o.refused_during : '–'} | ${seconds(o.acked_ms)} | ${seconds(o.answered_ms)} | ${seconds(o.caught_up_ms)} | ${seconds(o.silence_ms)} |`);
    }
  }
  // Faults that were tried together share one line.
  const by = new Map();
  for (const { fault, conditions: c } of results) {
    const line = conditions({ ...c, at: `${c.at.slice(0, 10)}T`, load_average_before: ['see results'] });
    if (!by.has(line)) by.set(line, { faults: [], first: c });
    by.get(line).faults.push(fault);
  }
  rows.push('', 'Conditions:', '', ...[...by.values()].map(({ faults, first }) => `- ${faults.join(', ')}: ${conditions(first)}`));
  const broken = results.flatMap(result => result.broken);
  rows.push('', broken.length ? `Promises broken:\n\n${broken.map(row => `- ${row}`).join('\n')}` : 'No promise was broken.');
  return rows.join('\n') + '\n';
}

module.exports = { page };
