'use strict';
// The Kafka broker of deploy/lib/broker, to be stopped and started.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { ROOT } = require('../lib/product');

class Broker {
  constructor({ dir, port, logFile }) {
    Object.assign(this, { dir, port, logFile, child: null });
  }

  /** Resolves once it takes connections. */
  async start(timeoutMs = 120000) {
    const log = fs.openSync(this.logFile, 'a');
    const child = spawn(path.join(ROOT, 'deploy/lib/broker'), [this.dir, String(this.port)], { stdio: ['ignore', 'pipe', log] });
    fs.closeSync(log);
    this.child = child;
    this.exited = new Promise(resolve => child.once('exit', (code, signal) => resolve(signal || code)));
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Kafka is not ready after ${timeoutMs} ms: see ${this.logFile}`)), timeoutMs);
      let out = '';
      child.stdout.on('data', data => {
        out += data;
        if (/^ready$/m.test(out)) {
          clearTimeout(timer);
          resolve();
        }
      });
      child.once('error', reject);
      this.exited.then(how => {
        clearTimeout(timer);
        reject(new Error(`Kafka stopped while starting (${how}): see ${this.logFile}`));
      });
    });
  }

  async stop(timeoutMs = 60000) {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), timeoutMs);
    const how = await this.exited;
    clearTimeout(late);
    if (how === 'SIGKILL') throw new Error(`Kafka did not stop within ${timeoutMs} ms`);
  }
}

module.exports = { Broker };
