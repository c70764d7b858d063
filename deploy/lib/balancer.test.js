'use strict';
const test = require('node:test');
const assert = require('node:assert');
const http = require('http');
const { start } = require('./balancer');

/** A node: ready or not, and what it does with a request. */
async function node(behave = (request, response) => response.end('ok')) {
  const self = { ready: true, seen: [] };
  const server = http.createServer((request, response) => {
    if (request.url === '/health/ready') {
      response.writeHead(self.ready ? 200 : 503).end();
      return;
    }
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      self.seen.push({ url: request.url, body: Buffer.concat(chunks).toString() });
      behave(request, response);
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  self.port = server.address().port;
  self.close = () => new Promise(resolve => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return self;
}

function post(port, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', agent: false }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function balanced(nodes, play) {
  const balancer = await start(0, nodes.map(one => one.port));
  try {
    await play(balancer.server.address().port);
  } finally {
    await balancer.stop();
    await Promise.all(nodes.map(one => one.close()));
  }
}

async function until(condition) {
  const end = Date.now() + 10000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

test('requests go to the ready nodes in turn, with their bodies', async () => {
  const nodes = [await node(), await node(), await node()];
  nodes[1].ready = false;
  await balanced(nodes, async port => {
    for (let i = 0; i < 6; i++) assert.strictEqual((await post(port, `/webhook?${i}`, `body ${i}`)).status, 200);
    assert.deepStrictEqual(nodes.map(one => one.seen.length), [3, 0, 3]);
    assert.strictEqual(nodes[0].seen[0].body, 'body 0');
    assert.strictEqual(nodes[0].seen[0].url, '/webhook?0');
  });
});

test('a node that is not ready any more gets nothing, and gets its share when it is back', async () => {
  const nodes = [await node(), await node()];
  await balanced(nodes, async port => {
    nodes[0].ready = false;
    await until(async () => {
      const before = nodes[0].seen.length;
      await post(port, '/a', '');
      await post(port, '/a', '');
      return nodes[0].seen.length === before;
    });
    nodes[0].ready = true;
    const before = nodes[0].seen.length;
    await until(async () => {
      await post(port, '/a', '');
      return nodes[0].seen.length > before;
    });
  });
});

test('a refused connection goes to another node, and nobody is asked twice', async () => {
  const nodes = [await node(), await node()];
  await balanced(nodes, async port => {
    await nodes[0].close();
    for (let i = 0; i < 4; i++) assert.strictEqual((await post(port, '/webhook', 'x')).status, 200);
    assert.strictEqual(nodes[1].seen.length, 4);
  });
});

test('a request that may have been handled is not sent again', async () => {
  const nodes = [await node(request => request.socket.destroy()), await node(request => request.socket.destroy())];
  await balanced(nodes, async port => {
    assert.strictEqual((await post(port, '/webhook', 'x')).status, 502);
    assert.strictEqual(nodes[0].seen.length + nodes[1].seen.length, 1);
  });
});

test('without a ready node every node is asked: with the database away they still take webhooks', async () => {
  const nodes = [await node(), await node()];
  nodes.forEach(node => { node.ready = false; });
  await balanced(nodes, async port => assert.strictEqual((await post(port, '/webhook', 'x')).status, 200));
});

test('the simulator is the first node\'s, whatever its state', async () => {
  const nodes = [await node(), await node()];
  nodes[0].ready = false;
  await balanced(nodes, async port => {
    await post(port, '/simulator', '');
    await post(port, '/simulator/phones', '');
    await post(port, '/simulators', '');
    assert.deepStrictEqual(nodes.map(one => one.seen.map(seen => seen.url)), [['/simulator', '/simulator/phones'], ['/simulators']]);
  });
});
