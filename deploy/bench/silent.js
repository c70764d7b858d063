#!/usr/bin/env node
'use strict';
// Durable acknowledgements without answers: people who were handed to a human write, the bot is silent. What is left is the
// webhook's way into the journal. Closed loop; every message is new; of the statuses each moves its message once.
// With --hello N it only makes N new people say hello once, and is done when all are answered: conversations to be idle.
// node silent.js --url … --secret … --pnid … --stub-port … [--people 2000] [--connections 128] [--seconds 15] [--status-share 0.5] [--out f]
const http = require('http');
const fs = require('fs');
const crypto = require('crypto');

const o = { people: 2000, hello: 0, connections: 128, seconds: 15, 'status-share': 0.5, secret: 'demo-secret', pnid: '15550001111', 'stub-port': 9900 };
for (let i = 2; i < process.argv.length; i += 2) o[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
for (const k of ['people', 'hello', 'connections', 'seconds', 'status-share', 'stub-port']) o[k] = Number(o[k]);
const url = new URL(o.url);
const agent = new http.Agent({ keepAlive: true, maxSockets: o.connections });
const run = crypto.randomBytes(4).toString('hex');
const base = String(Date.now() % 100000).padStart(5, '0');
const phone = n => `92${base}${String(n).padStart(6, '0')}`;
const sent = new Map(); // phone → messages of ours, each with a status to come
let serial = 0;

function post(value) {
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '2', changes: [{ field: 'messages', value }] }] }));
  const signature = crypto.createHmac('sha256', o.secret).update(body).digest('hex');
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host: url.hostname, port: url.port, path: url.pathname, method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, 'X-Hub-Signature-256': `sha256=${signature}` } },
    answer => { answer.resume(); answer.on('end', () => resolve(answer.statusCode)); });
    request.on('error', reject);
    request.end(body);
  });
}
const metadata = { display_phone_number: '15550783881', phone_number_id: o.pnid };
const now = () => String(Math.floor(Date.now() / 1000));
const says = (n, text) => post({ messaging_product: 'whatsapp', metadata, contacts: [{ profile: { name: `P${n}` }, wa_id: phone(n) }],
  messages: [{ from: phone(n), id: `wamid.S${run}${(++serial).toString(36)}`, timestamp: now(), type: 'text', text: { body: text } }] });
const status = m => post({ messaging_product: 'whatsapp', metadata,
  statuses: [{ id: m.id, status: 'read', timestamp: now(), recipient_id: m.to, biz_opaque_callback_data: m.opaque }] });

const stub = http.createServer((q, s) => {
  const parts = [];
  q.on('data', d => parts.push(d));
  q.on('end', () => {
    const b = JSON.parse(Buffer.concat(parts));
    const id = `wamid.O${run}${(++serial).toString(36)}`;
    if (b.type) {
      const to = String(b.to).replace('+', '');
      if (!sent.has(to)) sent.set(to, []);
      sent.get(to).push({ id, to, opaque: b.biz_opaque_callback_data });
    }
    const answer = b.type ? JSON.stringify({ messages: [{ id }] }) : '{"success":true}';
    s.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
    s.end(answer);
  });
});
stub.keepAliveTimeout = 120000;

async function inParallel(count, work) {
  let next = 0;
  await Promise.all(Array.from({ length: o.connections }, async () => { while (next < count) await work(next++); }));
}
const quantile = (a, q) => a.length ? +a[Math.min(a.length - 1, Math.floor(a.length * q))].toFixed(1) : null;

async function hello() {
  await inParallel(o.hello, async n => { if (await says(n, 'Hi') !== 200) throw new Error('a hello was not taken'); });
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
  await inParallel(o.people, async n => { await says(n, 'Hi'); await says(n, 'I agree'); await says(n, 'human'); });
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
      const code = await (kind === 'status' ? status(owed.pop()) : says(Math.floor(Math.random() * o.people), 'still waiting')).catch(e => e.code);
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
stub.listen(o['stub-port'], '127.0.0.1', 4096, () => main().catch(error => { console.error(error.message); process.exit(2); }));
