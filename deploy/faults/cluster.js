'use strict';
// Three nodes of one cluster behind the balancer of deploy/cluster, and the faults that need them.
const fs = require('fs');
const path = require('path');
const { Product, pause } = require('../lib/product');
const balancer = require('../lib/balancer');
const { Stage } = require('./stage');
const { Links } = require('./links');
const { restartS } = require('./single');

const NODES = [1, 2, 3];
const START_MS = 240000;
/** Failure detector, stable-after and shutdown are well below, also on a full machine. */
const SELF_DOWN_MS = 180000;

class ThreeNodes extends Stage {
  targets() {
    return [() => ({ host: '127.0.0.1', port: this.ports.balancer })];
  }

  httpPort(node) { return this.ports.http + node - 1; }
  clusterPort(node) { return this.ports.cluster + node - 1; }
  bindPort(node) { return this.ports.cluster + NODES.length + node - 1; }

  async startNodes() {
    this.links = new Links();
    for (const node of NODES) await this.links.open(node, this.clusterPort(node), this.bindPort(node));
    const seeds = NODES.map(node => `127.0.0.1:${this.clusterPort(node)}`).join(',');
    this.nodes = NODES.map(node => {
      const dataDir = path.join(this.dir, `node-${node}`);
      fs.mkdirSync(dataDir, { recursive: true });
      const env = this.env();
      return new Product({ dataDir, httpPort: this.httpPort(node), logFile: path.join(this.out, `node-${node}.log`), env: { ...env,
        TABIB_OBJECTS_DIR: path.join(this.dir, 'objects'), TABIB_LEAVE_NOTICE: '1500ms',
        TABIB_CLUSTER_HOST: '127.0.0.1', TABIB_CLUSTER_PORT: String(this.clusterPort(node)), TABIB_CLUSTER_BIND_PORT: String(this.bindPort(node)), TABIB_CLUSTER_SEED_NODES: seeds,
        TABIB_JAVA_OPTS: `${env.TABIB_JAVA_OPTS} -Dakka.remote.artery.advanced.tcp.outbound-client-hostname=${Links.source(node)}` } });
    });
    await Promise.all(NODES.map(node => this.node(node).start(START_MS)));
    this.balancer = await balancer.start(this.ports.balancer, NODES.map(node => this.httpPort(node)));
  }

  node(number) {
    return this.nodes[number - 1];
  }

  async stopNodes() {
    if (this.balancer) {
      await this.balancer.stop();
    }
    // One after the other: each hands over, the last has nobody to hand over to.
    const failed = [];
    for (const node of this.nodes || []) await node.stop(90000).catch(error => failed.push(error));
    if (this.links) await this.links.close();
    if (failed.length) throw failed[0];
  }
}

/** (b) kill -9 one, and another once the first has rejoined: at last the oldest, which coordinates the shards. */
async function killTwo(stage, { span }) {
  for (const number of [2, 1]) {
    await pause(span * 1000 / 3);
    await stage.fault(`kill -9 of node ${number}`, { forgets: true }, () => stage.node(number).kill());
    await stage.node(number).start(START_MS);
  }
}

/** (c) Each leaves in order, comes back, and only then the next. */
async function rollingRestart(stage, { span }) {
  for (const number of NODES) {
    await pause(span * 1000 / 4);
    await stage.fault(`restart of node ${number}`, { forgets: true, lasting: true }, async () => {
      await stage.node(number).stop(90000);
      await stage.node(number).start(START_MS);
    });
  }
}

/** (h) One is cut off: it must end by its own decision; the wire is mended and it comes back. At last the oldest. */
async function cutOff(stage, { short, span }) {
  const numbers = short ? [3] : [3, 1];
  for (const number of numbers) {
    await pause(span * 1000 / (numbers.length + 1));
    await stage.fault(`node ${number} cut off, until it ended by itself, the wire was mended and it was back`, { forgets: true, lasting: true }, async () => {
      const node = stage.node(number);
      const began = Date.now();
      stage.links.isolate(number);
      let late;
      const ended = await Promise.race([node.exited.then(() => true), new Promise(resolve => { late = setTimeout(resolve, SELF_DOWN_MS, false); })]);
      clearTimeout(late);
      if (ended) console.error(`  node ${number} ended by itself after ${((Date.now() - began) / 1000).toFixed(1)} s`);
      else {
        stage.problems.push(`node ${number} was cut off for ${SELF_DOWN_MS / 1000} s and did not end`);
        await node.kill();
      }
      stage.links.heal();
      await node.start(START_MS);
    });
  }
}

const CLUSTER = {
  b: { kind: ThreeNodes, title: 'kill -9 of one of three nodes, and of another once it had rejoined', deed: killTwo, faultS: (short, startS) => 2 * restartS(startS) },
  c: { kind: ThreeNodes, title: 'rolling restart of all three nodes', deed: rollingRestart, faultS: (short, startS) => 3 * (restartS(startS) + 10) },
  h: { kind: ThreeNodes, title: 'a node cut off from the others, and healed', deed: cutOff, faultS: (short, startS) => (short ? 1 : 2) * (restartS(startS) + 40) },
};

module.exports = { CLUSTER };
