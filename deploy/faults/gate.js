'use strict';
// Where the patients' driver posts its webhooks: hands each to a node, gives the node's answer back, and writes down what was
// acknowledged. With several targets it takes them in turn. It repeats nothing: that is the provider's part.
const http = require('http');

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

class Gate {
  /** targets: functions of no argument that give {host, port}. clock: milliseconds. */
  constructor({ targets, clock, timeoutMs = 30000 }) {
    this.targets = targets;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.turn = 0;
    this.ledger = null;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1024 });
    this.server = http.createServer((request, response) => this.take(request, response));
    this.server.keepAliveTimeout = 120000;
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', 4096, resolve);
    });
  }

  take(request, response) {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const written = this.ledger.webhook(JSON.parse(body), this.clock());
      let answered = false;
      const answer = (status, content) => {
        if (answered) return;
        answered = true;
        written(status, this.clock());
        // 502: what a load balancer says when the node behind it is gone.
        response.writeHead(status || 502, { 'Content-Type': 'application/json', 'Content-Length': content.length });
        response.end(content);
      };
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
      const { host, port } = this.targets[this.turn++ % this.targets.length]();
      const onward = http.request({ agent: this.agent, host, port, method: request.method, path: request.url, timeout: this.timeoutMs,
        headers: { ...headers, 'content-length': body.length } }, result => {
        const chunks = [];
        result.on('data', chunk => chunks.push(chunk));
        result.on('end', () => answer(result.statusCode, Buffer.concat(chunks)));
        result.on('error', () => answer(0, Buffer.alloc(0)));
      });
      onward.on('timeout', () => onward.destroy(new Error('no answer')));
      onward.on('error', () => answer(0, Buffer.alloc(0)));
      onward.end(body);
    });
  }

  close() {
    this.agent.destroy();
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  }
}

module.exports = { Gate };
