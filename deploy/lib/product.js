'use strict';
// Starts, watches, stops and kills one node of the product, for the benchmark and the fault drivers. Linux only: CPU is
// read from /proc.
const fs = require('fs');
const path = require('path');
const http = require('http');
const { spawn, execFileSync } = require('child_process');

const ROOT = path.resolve(__dirname, '../..');
const TICKS_PER_S = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
/** A node that has just begun to work under load takes its time for its first page of metrics. */
const METRICS_MS = 15000;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** GET url → {status, body}; rejects when nothing answers within the time. */
function get(url, timeoutMs = 2000) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { timeout: timeoutMs }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on('error', reject);
  });
}

/** The fields of /proc/PID/stat after the command name (which may hold spaces and brackets), or null when it is gone. */
function processStat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { ppid: +fields[1], own: +fields[11] + +fields[12], reaped: +fields[13] + +fields[14] };
  } catch (gone) {
    if (gone.code === 'ENOENT' || gone.code === 'ESRCH') return null;
    throw gone;
  }
}

/** postmaster.pid below dir → {pid, port}, or null: PostgreSQL runs elsewhere or not yet. */
function findPostmaster(dir) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.name === 'postmaster.pid') {
      const lines = fs.readFileSync(file, 'utf8').split('\n');
      return { pid: +lines[0], port: +lines[3] };
    }
    // A cluster's own folders hold thousands of files and never another postmaster.pid.
    if (entry.isDirectory() && !['base', 'pg_wal', 'global', 'share', 'lib'].includes(entry.name)) {
      const found = findPostmaster(file);
      if (found) return found;
    }
  }
  return null;
}

/** Whether a process runs. A zombie that nobody has waited for yet is dead. */
function alive(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch (gone) {
    if (gone.code === 'ENOENT' || gone.code === 'ESRCH') return false;
    throw gone;
  }
}

/** The pids of a process's children. */
function children(pid) {
  return fs.readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number)
    .filter(candidate => { const stat = processStat(candidate); return stat !== null && stat.ppid === pid; });
}

class Product {
  /** dataDir: an empty folder. env: settings on top of this process's environment. */
  constructor({ dataDir, httpPort, logFile, env }) {
    this.dataDir = dataDir;
    this.base = `http://127.0.0.1:${httpPort}`;
    this.logFile = logFile;
    this.env = { ...process.env, TABIB_DATA_DIR: dataDir, TABIB_HTTP_PORT: String(httpPort), ...env };
    this.child = null;
  }

  /** Milliseconds from the command to the first 200 of /health/ready. */
  async start(timeoutMs = 120000) {
    const stranger = await get(`${this.base}/health/live`).catch(() => null);
    if (stranger) throw new Error(`something answers at ${this.base} already: stop it, or choose --http-port`);
    const began = process.hrtime.bigint();
    const log = fs.openSync(this.logFile, 'a');
    this.child = spawn(path.join(ROOT, 'deploy/run'), [], { env: this.env, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    const child = this.child;
    this.exited = new Promise(resolve => {
      child.once('exit', (code, signal) => resolve(signal || code));
      child.once('error', error => resolve(error.message));
    });
    let end = null;
    this.exited.then(how => { end = how; });
    const elapsed = () => Number(process.hrtime.bigint() - began) / 1e6;
    while (elapsed() < timeoutMs) {
      if (end !== null) throw new Error(`the product stopped while starting (${end}): see ${this.logFile}`);
      const answer = await get(`${this.base}/health/ready`).catch(() => null);
      if (answer && answer.status === 200) return Math.round(elapsed());
      await pause(25);
    }
    throw new Error(`not ready after ${timeoutMs} ms: see ${this.logFile}`);
  }

  /** SIGTERM, then waits. Milliseconds until it was gone; kills it and rejects when it does not stop. */
  async stop(timeoutMs = 60000) {
    if (!this.running()) return 0;
    const began = Date.now();
    this.child.kill('SIGTERM');
    let timer;
    const late = new Promise(resolve => { timer = setTimeout(resolve, timeoutMs, 'late'); });
    const how = await Promise.race([this.exited, late]);
    clearTimeout(timer);
    if (how === 'late') {
      this.child.kill('SIGKILL');
      throw new Error(`the product did not stop within ${timeoutMs} ms and was killed`);
    }
    return Date.now() - began;
  }

  /** Whether the process that was started last is still there. */
  running() {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** kill -9; resolves when the process is gone. An embedded PostgreSQL stays and is adopted by the next start. */
  async kill() {
    if (!this.running()) throw new Error('the product is not running: nothing to kill');
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** The embedded PostgreSQL {pid, port}, or null with an external database. */
  postmaster() {
    return this.env.TABIB_DATABASE_URL ? null : findPostmaster(this.dataDir);
  }

  /**
   * CPU milliseconds used so far: {java, postgres}. A PostgreSQL backend that has ended counts in what its parent reaped,
   * so the sum never falls. An external database is not seen (postgres is null).
   */
  cpu() {
    const java = processStat(this.child.pid);
    if (!java) throw new Error(`the product is gone: see ${this.logFile}`);
    const inMs = ticks => ticks * 1000 / TICKS_PER_S;
    const postmaster = this.postmaster();
    if (!postmaster) return { java: inMs(java.own), postgres: null };
    const head = processStat(postmaster.pid);
    if (!head) throw new Error('PostgreSQL is gone');
    let ticks = head.own + head.reaped;
    for (const pid of children(postmaster.pid)) {
      const stat = processStat(pid);
      if (stat) ticks += stat.own;
    }
    return { java: inMs(java.own), postgres: inMs(ticks) };
  }

  /** The text of /metrics. */
  async metrics() {
    const answer = await get(`${this.base}/metrics`, METRICS_MS);
    if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}`);
    return answer.body;
  }

  /** JDBC URL of the database that the product uses. */
  jdbcUrl() {
    if (this.env.TABIB_DATABASE_URL) {
      const { TABIB_DATABASE_URL: url, TABIB_DATABASE_USER: user, TABIB_DATABASE_PASSWORD: password } = this.env;
      const query = new URLSearchParams({ ...(user && { user }), ...(password && { password }) }).toString();
      return query ? url + (url.includes('?') ? '&' : '?') + query : url;
    }
    return `jdbc:postgresql://127.0.0.1:${this.postmaster().port}/postgres?user=postgres`;
  }
}

module.exports = { Product, ROOT, pause, get, processStat, alive, children, findPostmaster };
