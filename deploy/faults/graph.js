'use strict';
// Stands between the product and the driver's Graph API stub: passes sends on, or does to them what a bad day at the provider
// does, and writes down which message was accepted how often and whether the product could know.
const http = require('http');

/**
 * The faults: what each does to a send.
 *   500      answered so, not accepted
 *   429      answered so with Retry-After and Meta's code for "rate limit hit", not accepted
 *   hang     not accepted, never answered
 *   drop     accepted, then the connection is cut instead of an answer
 */
const FAULTS = ['500', '429', 'hang', 'drop'];
const RETRY_AFTER_S = 2;
const RATE_LIMIT_HIT = 130429;

class Graph {
  /** stubPort: of the driver's stub. clock: milliseconds. random: 0 (inclusive) to 1. */
  constructor({ stubPort, clock, random = Math.random }) {
    this.stubPort = stubPort;
    this.clock = clock;
    this.random = random;
    this.ledger = null;
    this.faults = [];
    this.share = 0;
    this.late = 0;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
    this.server = http.createServer((request, response) => this.take(request, response));
    this.server.keepAliveTimeout = 120000;
    // A hung send is ended by who sent it.
    this.server.requestTimeout = 0;
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', 4096, resolve);
    });
  }

  /** From now on this share of all calls meets one of these faults, each as often as the others. */
  behave(faults, share = 1) {
    const unknown = faults.filter(fault => !FAULTS.includes(fault));
    if (unknown.length) throw new Error(`unknown fault ${unknown.join(', ')}`);
    this.faults = faults;
    this.share = faults.length ? share : 0;
  }

  heal() {
    this.behave([]);
  }

  take(request, response) {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts);
      const body = JSON.parse(raw);
      const fault = this.random() < this.share ? this.faults[Math.floor(this.random() * this.faults.length)] : null;
      const own = body.biz_opaque_callback_data;
      // A "read" marks an inbound message; whatever has a type is a message of ours, and it carries our own identifier.
      if (body.type && !own) throw new Error('a message without our own identifier was sent');
      const attempt = body.type ? this.ledger.send(own, this.clock(), fault) : null;
      if (fault === 'hang') return;
      if (fault === '500') return answer(response, 500, { error: { message: 'An unknown error has occurred.', type: 'OAuthException', code: 1 } });
      if (fault === '429') {
        return answer(response, 429, { error: { message: '(#130429) Rate limit hit', type: 'OAuthException', code: RATE_LIMIT_HIT } }, { 'Retry-After': String(RETRY_AFTER_S) });
      }
      this.pass(request, raw, own, (status, content) => {
        if (attempt && status === 200) this.ledger.accepted(attempt, String(body.to || body.recipient || '').replace(/^\+/, ''), this.clock());
        if (fault === 'drop') return response.destroy();
        if (attempt && status === 200) response.on('finish', () => { attempt.told = this.clock(); });
        response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': content.length });
        response.end(content);
      });
    });
  }

  /** To the driver's stub; once that is gone (the patients went home) whatever still comes is accepted here. */
  pass(request, raw, own, then) {
    const onward = http.request({ agent: this.agent, host: '127.0.0.1', port: this.stubPort, method: request.method, path: request.url,
      headers: { 'content-type': 'application/json', 'content-length': raw.length } }, result => {
      const chunks = [];
      result.on('data', chunk => chunks.push(chunk));
      result.on('end', () => then(result.statusCode, Buffer.concat(chunks)));
    });
    onward.on('error', error => {
      if (error.code !== 'ECONNREFUSED') return then(500, Buffer.from('{"error":{"message":"no answer from the stub","code":1}}'));
      then(200, Buffer.from(JSON.stringify(own ? { messages: [{ id: `wamid.LATE${++this.late}` }] } : { success: true })));
    });
    onward.end(raw);
  }

  close() {
    this.agent.destroy();
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  }
}

function answer(response, status, body, headers = {}) {
  const content = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': content.length, ...headers });
  response.end(content);
}

module.exports = { Graph, FAULTS };
