#!/usr/bin/env node
'use strict';
// Durable acknowledgements without answers: people who were handed to a human write, the bot is silent. What is left is the
// webhook's way into the journal. Closed loop; every message is new; of the statuses each moves its message once.
// With --hello N it only makes N new people say hello once, and is done when all are answered: conversations to be idle.
// node silent.js --url … --secret … --pnid … --stub-port … [--people 2000] [--connections 128] [--seconds 15] [--status-share 0.5] [--out f]
const fs = require('fs');
const { Webhooks, graph, inParallel } = require('./webhooks');

const o = { people: 2000, hello: 0, connections: 128, seconds: 15, 'status-share': 0.5, secret: 'demo-secret', pnid: '15550001111', 'stub-port': 9900 };
for (let i = 2; i < process.argv.length; i += 2) o[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
for (const k of ['people', 'hello', 'connections', 'seconds', 'status-share', 'stub-port']) o[k] = Number(o[k]);
const webhooks = new Webhooks(o);
const sent = new Map(); // phone → messages of ours, each with a status to come

const quantile = (a, q) => a.length ? +a[Math.min(a.length - 1, Math.floor(a.length * q))].toFixed(1) : null;

function taken(message) {
  if (!sent.has(message.to)) sent.set(message.to, []);
  sent.get(message.to).push(message);
}

async function hello() {
  await inParallel(o.hello, o.connections, async n => { if (await webhooks.says(n, 'Hi') !== 200) throw new Error('a hello was not taken'); });
  const patience = Date.now() + 60000;
  while (sent.size < o.hello) {
    if (Date.now() > patience) throw new Error(`only ${sent.size} of ${o.hello} were answered`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function main() {
  if (o.hello) {
    await hello();
    process.exit(0);
  }
  await inParallel(o.people, o.connections, async n => { for (const text of ['Hi', 'I agree', 'human']) await webhooks.says(n, text); });
  const owed = [...sent.values()].flat();
  const latencies = { message: [], status: [] };
  const failures = {};
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + o.seconds * 1000;
  await Promise.all(Array.from({ length: o.connections }, async () => {
    while (performance.now() < end) {
      const kind = owed.length && Math.random() < o['status-share'] ? 'status' : 'message';
      const t = performance.now();
      const done = kind === 'status' ? webhooks.status(owed.pop(), 'read') : webhooks.says(Math.floor(Math.random() * o.people), 'still waiting');
      const code = await done.catch(e => e.code);
      if (code === 200) latencies[kind].push(performance.now() - t); else failures[code] = (failures[code] || 0) + 1;
    }
  }));
  const seconds = (performance.now() - start) / 1000;
  const all = [...latencies.message, ...latencies.status].sort((a, b) => a - b);
  const used = process.cpuUsage(cpu);
  const report = { seconds: +seconds.toFixed(2), durable_per_s: +(all.length / seconds).toFixed(1), messages_per_s: +(latencies.message.length / seconds).toFixed(1),
    statuses_per_s: +(latencies.status.length / seconds).toFixed(1), ack_ms: { n: all.length, p50: quantile(all, 0.5), p99: quantile(all, 0.99) }, failures,
    driver_cpu_ms_per_webhook: +((used.user + used.system) / 1000 / Math.max(1, all.length)).toFixed(4) };
  if (o.out) fs.writeFileSync(o.out, JSON.stringify(report, null, 1));
  console.log(JSON.stringify(report));
  process.exit(Object.keys(failures).length ? 1 : 0);
}
graph(o['stub-port'], webhooks, taken).then(main).catch(error => { console.error(error.message); process.exit(2); });
