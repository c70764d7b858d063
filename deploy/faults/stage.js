'use strict';
// What a fault happens on: a PostgreSQL of its own, a node or a cluster, the gate in front and the Graph stand-in behind it.
// Here patients talk, and here the database is looked into afterwards.
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { spawn, execFileSync } = require('child_process');
const { Product, ROOT, pause } = require('../lib/product');
const { Postgres } = require('../lib/database');
const { Broker } = require('./broker');
const { Gate } = require('./gate');
const { Graph } = require('./graph');
const { Ledger } = require('./ledger');

const clock = () => performance.now();
const SECRET = 'demo-secret';
const ACCOUNT = '15550001111';
const LIB = path.join(ROOT, 'http-edge/target/dist/lib/*');
const java = () => path.join(process.env.JAVA_HOME, 'bin/java');

/** Runs a command to its end: {code, out}; what it says to stderr goes to the log file. */
function command(file, args, { logFile, limitS, env = process.env }) {
  return new Promise((resolve, reject) => {
    const log = fs.openSync(logFile, 'a');
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', log], env });
    fs.closeSync(log);
    let out = '';
    child.stdout.on('data', data => { out += data; });
    const timer = setTimeout(() => child.kill('SIGKILL'), limitS * 1000);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: signal || code, out });
    });
  });
}

class Stage {
  /** ports: first of a block of 20. short: few patients and little time, so that a JVM had better not optimise for long. */
  constructor({ dir, out, ports, short }) {
    Object.assign(this, { dir, out, short, extra: {} });
    this.ports = { gate: ports, graph: ports + 1, stub: ports + 2, postgres: ports + 3, http: ports + 4, balancer: ports + 7, cluster: ports + 8, kafka: ports + 14 };
    fs.mkdirSync(dir, { recursive: true });
    this.postgres = new Postgres({ dir: path.join(dir, 'database'), port: this.ports.postgres, logFile: path.join(out, 'postgres.log') });
    this.graph = new Graph({ stubPort: this.ports.stub, clock });
    this.gate = new Gate({ targets: this.targets(), clock });
    this.ledgers = [];
    this.booked = 0; // by patients on this stage so far
    this.faults = [];
    this.problems = []; // promises that a driver itself saw broken
    this.masterKey = crypto.randomBytes(32).toString('base64');
  }

  /** Settings that every node of this stage has. */
  env() {
    // Nothing of the operator's own may leak into a node that is about to be killed.
    const clean = Object.fromEntries(Object.keys(process.env).filter(name => name.startsWith('TABIB_') && name !== 'TABIB_AS_BUILT').map(name => [name, undefined]));
    return { ...clean, TABIB_MODE: 'demo', TABIB_DEMO_SCALE: this.short ? '10' : '60', TABIB_DATABASE_URL: this.postgres.url,
      TABIB_WHATSAPP_GRAPH_URL: `http://127.0.0.1:${this.ports.graph}/v21.0`, TABIB_WHATSAPP_APP_SECRET: SECRET, TABIB_WHATSAPP_PHONE_NUMBER_ID: ACCOUNT, TABIB_MASTER_KEY: this.masterKey,
      TABIB_JAVA_OPTS: this.short ? '-Xms256m -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC' : '-Xms256m -Xmx1g', ...this.extra };
  }

  async start() {
    this.begin();
    await Promise.all([this.gate.listen(this.ports.gate), this.graph.listen(this.ports.graph)]);
    await this.postgres.start();
    const began = clock();
    await this.startNodes();
    this.startS = (clock() - began) / 1000; // what a start takes here: how long faults last follows from it
    await this.warmUp();
  }

  /** A few whole bookings: a fault must not meet a JVM that has yet to learn, on a machine where that takes long. */
  async warmUp() {
    this.begin();
    const report = await this.patients('warm-up', { patients: 10, seconds: 180, drain: 120, args: ['--dialogues', '10'] }).report;
    this.booked += report.confirmations;
  }

  async stop() {
    // A database that a fault left dead must not keep the rest alive.
    const ends = await Promise.allSettled([this.stopNodes(), this.gate.close(), this.graph.close()]);
    ends.push(...await Promise.allSettled([this.postgres.stop()]));
    const failed = ends.find(end => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** A new page in the books. */
  begin() {
    this.ledger = new Ledger();
    this.ledgers.push(this.ledger);
    this.gate.ledger = this.ledger;
    this.graph.ledger = this.ledger;
    this.faults = [];
    this.problems = [];
  }

  /**
   * Does something and writes down when. forgets: whether a node may lose what it had in memory by it. lasting: it begins with
   * the deed and is over with it; else it is over at once, and both times are those of its end. throughout: all of the run.
   */
  async fault(what, { forgets = false, lasting = false, throughout = false }, deed) {
    const began = clock();
    if (began > this.talkingUntil) throw new Error(`the patients had gone home before "${what}": give it more --seconds`);
    await deed();
    const ended = clock();
    console.error(`  ${what}`);
    this.faults.push({ what, forgets, throughout, began: lasting || throughout ? began : ended, ended });
  }

  /** Starts the patients' driver; {report: promise of its report}. */
  patients(name, { patients, seconds, drain, args = [] }) {
    const file = path.join(this.out, `${name}-load.json`);
    fs.rmSync(file, { force: true });
    const limitS = seconds + drain + 60;
    this.talkingUntil = clock() + seconds * 1000;
    const driver = command(process.execPath, [path.join(ROOT, 'deploy/bench/load/load.js'), '--receipts', '1', '--patients', String(patients), '--seconds', String(seconds),
      '--drain', String(drain), '--ack-timeout', '15000', '--redeliver', '1000', '--secret', SECRET, '--pnid', ACCOUNT, '--url', `http://127.0.0.1:${this.ports.gate}/webhooks/whatsapp`,
      '--stub-port', String(this.ports.stub), '--out', file, ...args], { logFile: path.join(this.out, `${name}-load.log`), limitS });
    return { report: driver.then(({ code }) => {
      if (code !== 0) throw new Error(`the patients' driver ended with ${code} (limit ${limitS} s): see ${name}-load.log`);
      return JSON.parse(fs.readFileSync(file, 'utf8'));
    }) };
  }

  /** Looks into the database, once what is owed was paid, or after the time. */
  async audit(name, settleS) {
    const files = { acknowledged: [], accepted: [] };
    for (const ledger of this.ledgers) {
      for (const [id, message] of ledger.messages) if (message.acked !== null) files.acknowledged.push(id);
      for (const [own, attempts] of ledger.sends) if (attempts.some(attempt => attempt.accepted !== null)) files.accepted.push(own);
    }
    const paths = Object.entries(files).map(([kind, lines]) => {
      const file = path.join(this.dir, `${kind}.txt`);
      fs.writeFileSync(file, lines.join('\n') + (lines.length ? '\n' : ''));
      return file;
    });
    const { code, out } = await command(java(), ['-Xmx512m', '-cp', LIB, path.join(__dirname, 'Audit.java'), `${this.postgres.url}?user=postgres`, ...paths, String(settleS)],
      { logFile: path.join(this.out, `${name}-audit.log`), limitS: settleS + 120 });
    if (code !== 0) throw new Error(`the audit ended with ${code}: see ${name}-audit.log`);
    return JSON.parse(out);
  }
}

/** One node. */
class SingleNode extends Stage {
  /** A metric's value, the largest of its series; null when the node has no such metric. */
  async metric(name) {
    const values = (await this.node.metrics()).split('\n').filter(line => line.startsWith(name) && /^[{ ]/.test(line.slice(name.length))).map(line => Number(line.slice(line.lastIndexOf(' ') + 1)));
    return values.length ? Math.max(...values) : null;
  }

  targets() {
    return [() => ({ host: '127.0.0.1', port: this.ports.http })];
  }

  startNodes() {
    const dataDir = path.join(this.dir, 'data');
    fs.mkdirSync(dataDir, { recursive: true });
    this.node = new Product({ dataDir, httpPort: this.ports.http, logFile: path.join(this.out, 'node.log'), env: this.env() });
    return this.node.start(180000);
  }

  async stopNodes() {
    if (this.node) await this.node.stop();
  }
}

/** One node that publishes to a Kafka of its own. */
class WithKafka extends SingleNode {
  async startNodes() {
    this.bootstrap = `127.0.0.1:${this.ports.kafka}`;
    this.extra = { ...this.extra, TABIB_KAFKA_BOOTSTRAP: this.bootstrap, TABIB_KAFKA_TOPIC_PREFIX: 'tabib', TABIB_KAFKA_TOPIC_CREATE: 'true' };
    this.broker = new Broker({ dir: path.join(this.dir, 'kafka'), port: this.ports.kafka, logFile: path.join(this.out, 'kafka.log') });
    await this.broker.start();
    await super.startNodes();
  }

  /** Every event on its topic, compared with the journal. */
  async events(name) {
    const { code, out } = await command(java(), ['-Xmx512m', '-cp', LIB, path.join(__dirname, 'CountEvents.java'), `${this.postgres.url}?user=postgres`, this.bootstrap, 'tabib'],
      { logFile: path.join(this.out, `${name}-events.log`), limitS: 300 });
    if (code !== 0) throw new Error(`counting the events ended with ${code}: see ${name}-events.log`);
    return JSON.parse(out);
  }

  async stopNodes() {
    const ends = [...await Promise.allSettled([super.stopNodes()]), ...await Promise.allSettled([this.broker ? this.broker.stop() : null])];
    const failed = ends.find(end => end.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

/** One node whose spool has a small disk of its own. Needs root: a disk in memory is mounted. */
class SmallSpoolDisk extends SingleNode {
  async startNodes() {
    this.spoolDir = path.join(this.dir, 'spool');
    fs.mkdirSync(this.spoolDir);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', this.spoolDir]);
    this.mounted = true;
    this.extra = { ...this.extra, TABIB_SPOOL_DIR: this.spoolDir };
    await super.startNodes();
  }

  /** Something else takes all space but `leave` bytes. */
  fill(leave) {
    const { bavail, bsize } = fs.statfsSync(this.spoolDir);
    const ballast = bavail * bsize - leave;
    if (ballast > 0) fs.writeFileSync(path.join(this.spoolDir, 'ballast'), Buffer.alloc(ballast));
  }

  release() {
    fs.rmSync(path.join(this.spoolDir, 'ballast'), { force: true });
  }

  async stopNodes() {
    try {
      await super.stopNodes();
    } finally {
      if (this.mounted) execFileSync('umount', ['--lazy', this.spoolDir]);
    }
  }
}

module.exports = { Stage, SingleNode, WithKafka, SmallSpoolDisk, command, clock, pause, java, LIB };
