#!/usr/bin/env node
'use strict';
// One node against three on the same machine, PostgreSQL and balancer: what a cluster costs where it adds no cores. Each is
// started by deploy/cluster with an empty folder, warmed up, and measured with the patients of load/ through the balancer.
// node deploy/bench/nodes.js [--seconds 60] [--warm-up 60] [--patients 64,256] [--rate 300] [--port 18080] [--out FILE]
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync, spawn } = require('child_process');
const { ROOT, processStat, findPostmaster } = require('../lib/product');

const o = { seconds: 60, 'warm-up': 60, patients: '64,256', rate: 300, port: 18080, 'stub-port': 19900, nodes: '1,3', out: path.join(ROOT, 'http-edge/target/bench/nodes.json') };
for (let i = 2; i < process.argv.length; i += 2) o[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

function cluster(dir, ...words) {
  return execFileSync(path.join(ROOT, 'deploy/cluster'), [...words, '--dir', dir], { encoding: 'utf8', maxBuffer: 2 ** 24, stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TABIB_DEMO_SCALE: '60', TABIB_WHATSAPP_GRAPH_URL: `http://127.0.0.1:${o['stub-port']}/v21.0`, TABIB_WHATSAPP_PAIR_LIMIT: 'false' } });
}

/** CPU milliseconds used so far by all nodes, and by PostgreSQL with what its ended backends used. */
function cpu(dir) {
  const nodes = JSON.parse(cluster(dir, 'status', '--json')).filter(part => part.name.startsWith('node-'));
  const java = nodes.reduce((sum, node) => sum + processStat(node.pid).own, 0);
  const { pid } = findPostmaster(path.join(dir, 'database'));
  let postgres = processStat(pid).own + processStat(pid).reaped;
  for (const name of fs.readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? processStat(name) : null;
    if (stat && stat.ppid === pid) postgres += stat.own;
  }
  return { java: java * TICK_MS, postgres: postgres * TICK_MS };
}

async function load(dir, args) {
  const report = path.join(dir, 'load.json');
  const child = spawn(process.execPath, [path.join(__dirname, 'load/load.js'), '--url', `http://127.0.0.1:${o.port}/webhooks/whatsapp`, '--secret', 'demo-secret', '--pnid', '15550001111',
    '--stub-port', String(o['stub-port']), '--drain', '30', '--out', report, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve, reject) => { child.once('error', reject); child.once('exit', resolve); });
  if (code !== 0) throw new Error(`the load driver ended with ${code}`);
  return JSON.parse(fs.readFileSync(report, 'utf8'));
}

async function measured(dir, name, args) {
  const before = cpu(dir);
  const r = await load(dir, args);
  const after = cpu(dir);
  const used = { java_ms: after.java - before.java, postgres_ms: after.postgres - before.postgres };
  const row = { name, answered_per_s: r.messages_answered_per_s, reply_ms: r.reply_ms, ack_ms: r.ack_ms, cpu_per_answered_ms: +((used.java_ms + used.postgres_ms) / r.reply_ms.n).toFixed(2),
    lost: r.lost_acked_but_no_reply, doubled: r.duplicate_replies + r.same_opaque_sent_twice, double_booked: r.double_booked, never_acked: r.never_acked };
  console.log(JSON.stringify(row));
  return row;
}

async function main() {
  const results = {};
  for (const nodes of o.nodes.split(',')) {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tabib-nodes-'));
    console.log(`${nodes} node(s)`);
    try {
      cluster(dir, 'start', '--nodes', nodes, '--port', String(o.port), '--detach');
      await load(dir, ['--patients', '64', '--seconds', String(o['warm-up']), '--receipts', '1']);
      results[nodes] = [];
      for (const patients of o.patients.split(',')) {
        results[nodes].push(await measured(dir, `closed-${patients}`, ['--patients', patients, '--seconds', String(o.seconds), '--receipts', '1']));
      }
      results[nodes].push(await measured(dir, `open-${o.rate}`, ['--mode', 'open', '--rate', String(o.rate), '--seconds', String(o.seconds), '--receipts', '0']));
    } finally {
      cluster(dir, 'stop');
      fs.rmSync(dir, { recursive: true, force: true });
    }
  }
  fs.mkdirSync(path.dirname(o.out), { recursive: true });
  fs.writeFileSync(o.out, JSON.stringify({ at: new Date().toISOString(), results }, null, 1));
  return Object.values(results).flat().some(row => row.lost || row.doubled || row.double_booked || row.never_acked) ? 1 : 0;
}

main().then(code => process.exit(code), error => {
  console.error(error.message);
  process.exit(2);
});
