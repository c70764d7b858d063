'use strict';
// A small load balancer for a cluster on one machine: HTTP/1.1 with kept-alive connections, round robin over the nodes
// whose /health/ready is 200, or over all when none is. Not for production: use the one you have.
//
//   node balancer.js PORT NODE_PORT... [DIRECTORY]     (a last argument that is no number only marks the process)
//
// A request goes to another node only when it surely was not handled: the connection was refused. In every other case of
// doubt the answer is 502, and whoever asked decides; WhatsApp sends a webhook again.
const http = require('http');

const LOOK_EVERY_MS = 500;
const LOOK_TIMEOUT_MS = 2000;
const ANSWER_TIMEOUT_MS = 30000;
const LARGEST_BODY = 128 * 1024 * 1024;
// About one connection, not about the message: not passed on (RFC 9110, 7.6.1).
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
// The simulator's telephones live in the node they were opened at.
const AT_FIRST_NODE = /^\/simulator(\/|\?|$)/;

class Node {
  constructor(port) {
    this.port = port;
    this.ready = false;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1024 });
  }

  look() {
    return new Promise(resolve => {
      const request = http.get(
        { host: '127.0.0.1', port: this.port, path: '/health/ready', timeout: LOOK_TIMEOUT_MS, agent: false },
        response => {
          response.resume();
          resolve(response.statusCode === 200);
        });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
    }).then(ready => {
      if (ready !== this.ready) console.log(`${new Date().toISOString()} node at ${this.port} is ${ready ? '' : 'not '}ready`);
      this.ready = ready;
    });
  }
}

class Balancer {
  constructor(ports) {
    this.nodes = ports.map(port => new Node(port));
    this.next = 0;
    this.timer = null;
    this.stopped = false;
  }

  /** The nodes to try, in turn. */
  candidates(path) {
    if (AT_FIRST_NODE.test(path)) return [this.nodes[0]];
    const ready = this.nodes.filter(node => node.ready);
    // With the database away no node is ready, and each still takes webhooks to its disk: better any node than none.
    if (ready.length === 0) return [...this.nodes];
    const first = this.next++ % Math.max(ready.length, 1);
    return [...ready.slice(first), ...ready.slice(0, first)];
  }

  async watch() {
    await Promise.all(this.nodes.map(node => node.look()));
    if (!this.stopped) this.timer = setTimeout(() => this.watch(), LOOK_EVERY_MS);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const node of this.nodes) node.agent.destroy();
  }

  handle(request, response) {
    const chunks = [];
    let size = 0;
    request.on('data', chunk => {
      size += chunk.length;
      if (size > LARGEST_BODY) {
        answer(response, 413, 'too large');
        request.destroy();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('error', () => response.destroy());
    request.on('end', () => this.pass(request, Buffer.concat(chunks), response, this.candidates(request.url)));
  }

  pass(request, body, response, candidates) {
    if (candidates.length === 0) {
      answer(response, 503, 'no node answers');
      return;
    }
    const [node, ...others] = candidates;
    const headers = { ...request.headers };
    for (const name of HOP_BY_HOP) delete headers[name];
    if (body.length > 0) headers['content-length'] = body.length;
    const onward = http.request(
      { host: '127.0.0.1', port: node.port, method: request.method, path: request.url, headers, agent: node.agent, timeout: ANSWER_TIMEOUT_MS },
      answered => {
        onward.setTimeout(0); // a stream of events may be silent for long
        const back = { ...answered.headers };
        for (const name of HOP_BY_HOP) delete back[name];
        response.writeHead(answered.statusCode, back);
        answered.pipe(response);
        answered.on('error', () => response.destroy());
      });
    onward.on('timeout', () => onward.destroy(new Error('no answer in time')));
    onward.on('error', failure => {
      if (response.headersSent) {
        response.destroy();
      } else if (failure.code === 'ECONNREFUSED' && others.length > 0) {
        this.pass(request, body, response, others);
      } else {
        answer(response, 502, `node at ${node.port}: ${failure.code || failure.message}`);
      }
    });
    // Whoever asked has gone: a stream would go on for ever.
    response.on('close', () => { if (!response.writableFinished) onward.destroy(); });
    onward.end(body);
  }
}

function answer(response, status, text) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'text/plain', 'retry-after': '1' });
  response.end(text + '\n');
}

/** Serves on port (0: a free one) until stop(); resolves once it listens and every node was looked at. */
async function start(port, nodePorts) {
  const balancer = new Balancer(nodePorts);
  await balancer.watch();
  const server = http.createServer((request, response) => balancer.handle(request, response));
  server.keepAliveTimeout = 75000;
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', 4096, resolve));
  const stop = () => new Promise(resolve => {
    balancer.stop();
    server.close(resolve);
    server.closeAllConnections();
  });
  return { server, stop };
}

if (require.main === module) {
  const [port, ...nodePorts] = process.argv.slice(2).filter(argument => /^\d+$/.test(argument)).map(Number);
  start(port, nodePorts).then(
    () => console.log(`balancing http://127.0.0.1:${port} over ${nodePorts.join(', ')}`),
    failure => {
      console.error(`the balancer cannot start: ${failure.message}`);
      process.exit(1);
    });
}

module.exports = { start };
