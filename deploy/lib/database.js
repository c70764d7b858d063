'use strict';
// A PostgreSQL in a process of its own (deploy/lib/postgres), to be stopped and killed while nodes use it. Linux only.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { ROOT, pause, findPostmaster, children, alive } = require('./product');

class Postgres {
  constructor({ dir, port, logFile }) {
    this.dir = dir;
    this.port = port;
    this.logFile = logFile;
    this.url = `jdbc:postgresql://127.0.0.1:${port}/postgres`;
    this.child = null;
  }

  /** Resolves once it answers, with the milliseconds that took. */
  async start(timeoutMs = 120000) {
    const began = Date.now();
    const log = fs.openSync(this.logFile, 'a');
    const child = spawn(path.join(ROOT, 'deploy/lib/postgres'), [this.dir, String(this.port)], { stdio: ['ignore', 'pipe', log] });
    fs.closeSync(log);
    this.child = child;
    this.exited = new Promise(resolve => child.once('exit', (code, signal) => resolve(signal || code)));
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`PostgreSQL does not answer after ${timeoutMs} ms: see ${this.logFile}`)), timeoutMs);
      let out = '';
      child.stdout.on('data', data => {
        out += data;
        if (out.includes(this.url)) {
          clearTimeout(timer);
          resolve();
        }
      });
      child.once('error', reject);
      this.exited.then(how => {
        clearTimeout(timer);
        reject(new Error(`PostgreSQL stopped while starting (${how}): see ${this.logFile}`));
      });
    });
    return Date.now() - began;
  }

  /** A clean, fast stop: sessions are cut, what is committed stays. */
  async stop(timeoutMs = 60000) {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), timeoutMs);
    const how = await this.exited;
    clearTimeout(late);
    // 143: a JVM that was asked to end and did.
    if (how === 'SIGKILL') throw new Error(`PostgreSQL did not stop within ${timeoutMs} ms`);
  }

  /** kill -9 for the server, every process of it, and what started it: nothing is flushed, nobody says goodbye. */
  async kill() {
    const head = findPostmaster(this.dir);
    if (!head || !alive(head.pid)) throw new Error('PostgreSQL is not running: nothing to kill');
    const all = [head.pid, ...children(head.pid)];
    this.child.kill('SIGKILL');
    for (const pid of all) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (gone) {
        // A backend may end by itself once its postmaster is dead: that is what is wanted.
        if (gone.code !== 'ESRCH') throw gone;
      }
    }
    await this.exited;
    while (all.some(alive)) await pause(20);
  }
}

module.exports = { Postgres };
