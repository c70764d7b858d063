'use strict';
// The wires between the nodes of a cluster on one machine, to be cut. The address that a node tells the others is a proxy's;
// the node itself listens elsewhere. Each node connects from a loopback address of its own (Linux: all of 127.0.0.0/8 is there),
// so that the proxy knows who is calling. Needs no root, no namespaces and no firewall: it works in a build.
const net = require('net');

class Links {
  constructor() {
    this.pairs = new Set(); // {from, to, sockets}
    this.servers = [];
    this.isolated = null;
  }

  /** Where the node with this number calls from. */
  static source(node) {
    return `127.0.0.${10 + node}`;
  }

  /** Passes what comes for the node at `port` on to `bindPort`. */
  open(node, port, bindPort) {
    const server = net.createServer(inbound => {
      const from = Number(inbound.remoteAddress.split('.')[3]) - 10;
      const outbound = net.connect(bindPort, '127.0.0.1');
      const pair = { from, to: node, sockets: [inbound, outbound] };
      this.pairs.add(pair);
      for (const [one, other] of [[inbound, outbound], [outbound, inbound]]) {
        one.setNoDelay(true);
        one.on('data', data => { if (!other.write(data)) one.pause(); });
        other.on('drain', () => { if (!this.cuts(pair)) one.resume(); });
        // One side's end is the other's; what the error was is the nodes' own business, and they log it.
        one.on('error', () => this.drop(pair));
        one.on('close', () => this.drop(pair));
      }
      if (this.cuts(pair)) this.freeze(pair);
    });
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', 128, resolve);
    });
  }

  cuts({ from, to }) {
    return from !== to && (from === this.isolated || to === this.isolated);
  }

  /** Nothing is read any more: whoever sends hears nothing, as with packets that are lost. */
  freeze(pair) {
    for (const socket of pair.sockets) socket.pause();
  }

  drop(pair) {
    this.pairs.delete(pair);
    for (const socket of pair.sockets) socket.destroy();
  }

  /** From now on nothing passes between this node and the others, in neither direction. */
  isolate(node) {
    this.isolated = node;
    for (const pair of this.pairs) if (this.cuts(pair)) this.freeze(pair);
  }

  /** The wires are whole again; connections that lost something are ended, so that new ones are made. */
  heal() {
    const lost = [...this.pairs].filter(pair => this.cuts(pair));
    this.isolated = null;
    for (const pair of lost) this.drop(pair);
  }

  close() {
    for (const pair of [...this.pairs]) this.drop(pair);
    return Promise.all(this.servers.map(server => new Promise(resolve => server.close(resolve))));
  }
}

module.exports = { Links };
