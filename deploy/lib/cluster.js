'use strict';
// What deploy/cluster does, see there. Every process gets a session of its own (Ctrl-C is ours alone), a pid file and a
// log; what it ended with is written down by the shell that waits for it.
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');
const { spawn, spawnSync } = require('child_process');

const ROOT = path.resolve(__dirname, '../..');
const HEAP = '-Xms192m -Xmx768m';
const START_MS = 180000;
// Longer than a node's own limits for leaving.
const STOP_MS = 90000;
const LOOK_MS = 250;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Argument mistakes, and what went wrong with a process: said in one line, without a stack trace. */
class Problem extends Error {}

function options(given) {
  const found = { command: 'start', node: null, dir: null, nodes: null, port: null, detach: false, json: false };
  const words = [];
  for (let i = 0; i < given.length; i++) {
    const [name, value] = given[i].startsWith('--') ? given[i].slice(2).split(/=(.*)/s) : [null, null];
    const next = () => {
      const text = value === undefined ? given[++i] : value;
      if (text === undefined) throw new Problem(`--${name} needs a value`);
      return text;
    };
    const number = (least, most) => {
      const text = next();
      if (!/^\d+$/.test(text) || +text < least || +text > most) throw new Problem(`--${name} is ${least} to ${most}, not ${text}`);
      return +text;
    };
    if (name === null) words.push(given[i]);
    else if (name === 'dir') found.dir = path.resolve(next());
    else if (name === 'nodes') found.nodes = number(1, 9);
    else if (name === 'port') found.port = number(1024, 65000);
    else if (name === 'detach') found.detach = true;
    else if (name === 'json') found.json = true;
    else throw new Problem(`unknown option --${name}; see deploy/cluster --help`);
  }
  if (words.length > 0) found.command = words[0];
  if (words.length > 1) found.node = words[1];
  if (words.length > 2) throw new Problem(`what is '${words[2]}'? See deploy/cluster --help`);
  return found;
}

/** One process of the cluster, known by its pid file whoever started it. */
class Keeper {
  constructor(dir, name) {
    this.dir = dir;
    this.name = name;
    this.file = path.join(dir, 'run', name);
    this.log = path.join(dir, 'log', `${name}.log`);
  }

  read(suffix) {
    try {
      return fs.readFileSync(`${this.file}.${suffix}`, 'utf8').trim();
    } catch (missing) {
      if (missing.code === 'ENOENT') return null;
      throw missing;
    }
  }

  /** Its process id while it runs. A number that another process got meanwhile does not count. */
  pid() {
    const pid = this.read('pid');
    if (!pid || this.read('exit') !== null) return null;
    const command = spawnSync('ps', ['-ww', '-o', 'args=', '-p', pid], { encoding: 'utf8' }).stdout || '';
    return command.includes(this.dir) || command.includes('deploy/run') || command.includes('deploy/lib/postgres') ? +pid : null;
  }

  wanted() {
    return this.read('wanted') === 'up';
  }

  want(up) {
    fs.writeFileSync(`${this.file}.wanted`, up ? 'up' : 'down');
  }

  async start(command, env) {
    for (const suffix of ['pid', 'exit']) fs.rmSync(`${this.file}.${suffix}`, { force: true });
    const script = 'file=$1; shift; "$@" & echo $! >"$file.new" && mv "$file.new" "$file.pid"; wait $!; echo $? >"$file.exit"';
    const log = fs.openSync(this.log, 'a');
    spawn('bash', ['-c', script, 'keeper', this.file, ...command], { cwd: ROOT, env, detached: true, stdio: ['ignore', log, log] }).unref();
    fs.closeSync(log);
    await until(() => this.read('pid') !== null, START_MS, () => `${this.name} did not start, see ${this.log}`);
    this.want(true);
  }

  /** Sends the signal and waits for the end. */
  async end(signal) {
    this.want(false);
    const pid = this.pid();
    if (pid === null) return;
    try {
      process.kill(pid, signal);
    } catch (gone) {
      if (gone.code !== 'ESRCH') throw gone;
    }
    await until(() => this.pid() === null, STOP_MS, () => `${this.name} (process ${pid}) did not end, see ${this.log}`);
  }

  /** Waits for the condition; fails as soon as the process ends instead. */
  async comes(condition) {
    await until(async () => {
      if (await condition()) return true;
      if (this.read('exit') !== null) throw new Problem(`${this.name} ended with ${this.read('exit')}:\n${tail(this.log)}`);
      return false;
    }, START_MS, () => `${this.name} is not ready, see ${this.log}`);
  }
}

async function until(condition, withinMs, otherwise) {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Problem(otherwise());
    await pause(LOOK_MS);
  }
}

function tail(file) {
  return fs.readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
}

function ready(port) {
  return new Promise(resolve => {
    const request = http.get({ host: '127.0.0.1', port, path: '/health/ready', timeout: 5000, agent: false }, response => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

class Cluster {
  constructor(dir, { nodes, port }, environment) {
    Object.assign(this, { dir, nodes, port, environment });
    this.postgres = environment.TABIB_DATABASE_URL ? null : new Keeper(dir, 'postgres');
    this.balancer = new Keeper(dir, 'balancer');
    this.members = Array.from({ length: nodes }, (_, i) => new Keeper(dir, `node-${i + 1}`));
  }

  static create(dir, shape) {
    for (const folder of ['run', 'log', 'objects']) fs.mkdirSync(path.join(dir, folder), { recursive: true });
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TABIB_')));
    environment.TABIB_MASTER_KEY ||= masterKey(path.join(dir, 'master.key'));
    // It may hold secrets: for its owner only.
    fs.rmSync(path.join(dir, 'run', 'cluster.json'), { force: true });
    fs.writeFileSync(path.join(dir, 'run', 'cluster.json'), JSON.stringify({ shape, environment }), { mode: 0o600 });
    return new Cluster(dir, shape, environment);
  }

  static known(dir) {
    const file = path.join(dir, 'run', 'cluster.json');
    if (!fs.existsSync(file)) throw new Problem(`no cluster was started in ${dir}`);
    const { shape, environment } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return new Cluster(dir, shape, environment);
  }

  httpPort(node) { return this.port + node; }
  clusterPort(node) { return this.port + 100 + node; }
  managementPort(node) { return this.port + 200 + node; }
  get databasePort() { return this.port + 300; }

  all() {
    return [...(this.postgres ? [this.postgres] : []), ...this.members, this.balancer];
  }

  settings(node) {
    const seeds = this.members.map((_, i) => `127.0.0.1:${this.clusterPort(i + 1)}`).join(',');
    return {
      TABIB_MODE: 'demo',
      TABIB_DATABASE_URL: `jdbc:postgresql://127.0.0.1:${this.databasePort}/postgres`,
      TABIB_OBJECTS_DIR: path.join(this.dir, 'objects'),
      TABIB_WHATSAPP_GRAPH_URL: `http://127.0.0.1:${this.httpPort(1)}/simulator/graph/v25.0`,
      // Three looks of the balancer.
      TABIB_LEAVE_NOTICE: '1500ms',
      ...this.environment,
      TABIB_JAVA_OPTS: `${HEAP} ${this.environment.TABIB_JAVA_OPTS || ''}`,
      TABIB_DATA_DIR: path.join(this.dir, `node-${node}`),
      TABIB_HTTP_HOST: '127.0.0.1',
      TABIB_HTTP_PORT: String(this.httpPort(node)),
      TABIB_CLUSTER_HOST: '127.0.0.1',
      TABIB_CLUSTER_PORT: String(this.clusterPort(node)),
      TABIB_CLUSTER_SEED_NODES: seeds,
      TABIB_MANAGEMENT_PORT: String(this.managementPort(node)),
    };
  }

  member(text) {
    if (!/^\d+$/.test(text || '') || +text < 1 || +text > this.nodes) throw new Problem(`which node: 1 to ${this.nodes}?`);
    return +text;
  }

  async launch(node) {
    // Ctrl-C while all are being started: nothing is started behind the stop.
    if (this.stopping) throw new Problem('stopped');
    const env = { ...process.env, ...this.settings(node) };
    await this.members[node - 1].start([path.join(ROOT, 'deploy/run'), '--no-build'], env);
  }

  async startNode(node) {
    const keeper = this.members[node - 1];
    if (keeper.pid() !== null) throw new Problem(`node ${node} runs already`);
    await this.launch(node);
    await keeper.comes(() => ready(this.httpPort(node)));
  }

  async startDatabase() {
    if (!this.postgres) return;
    // The log is from earlier starts too: only what is new counts.
    const seen = fs.existsSync(this.postgres.log) ? fs.statSync(this.postgres.log).size : 0;
    await this.postgres.start([path.join(ROOT, 'deploy/lib/postgres'), path.join(this.dir, 'database'), String(this.databasePort)], process.env);
    await this.postgres.comes(() => fs.readFileSync(this.postgres.log).subarray(seen).includes('jdbc:postgresql:'));
  }

  async startBalancer() {
    const ports = this.members.map((_, i) => String(this.httpPort(i + 1)));
    await this.balancer.start([process.execPath, path.join(__dirname, 'balancer.js'), String(this.port), ...ports, this.dir], process.env);
  }

  async start() {
    await this.startDatabase();
    for (let node = 1; node <= this.nodes; node++) await this.launch(node);
    await Promise.all(this.members.map((keeper, i) => keeper.comes(() => ready(this.httpPort(i + 1)))));
    await this.startBalancer();
    await this.balancer.comes(() => ready(this.port));
  }

  /** In the order of who needs whom; one node after the other, so that each can hand over. */
  async stop() {
    this.stopping = true;
    await this.balancer.end('SIGTERM');
    for (const keeper of [...this.members].reverse()) await keeper.end('SIGTERM');
    if (this.postgres) await this.postgres.end('SIGTERM');
  }

  async restart(node) {
    await this.members[node - 1].end('SIGTERM');
    await this.startNode(node);
  }

  async status() {
    return Promise.all(this.all().map(async keeper => {
      const node = this.members.indexOf(keeper) + 1;
      const port = keeper === this.postgres ? this.databasePort : keeper === this.balancer ? this.port : this.httpPort(node);
      const pid = keeper.pid();
      return {
        name: keeper.name, pid, port,
        ...(node > 0 && { cluster: this.clusterPort(node), management: this.managementPort(node) }),
        state: pid === null ? (keeper.wanted() ? `ended with ${keeper.read('exit')}` : 'down') : keeper === this.postgres || (await ready(port)) ? 'ready' : 'not ready',
        log: keeper.log,
      };
    }));
  }

  /** Starts again what ended without being told to; returns when nothing is wanted any more. */
  async watch() {
    const restarted = new Map();
    while (this.all().some(keeper => keeper.wanted())) {
      for (const keeper of this.all()) {
        if (!keeper.wanted() || keeper.pid() !== null || Date.now() - (restarted.get(keeper) || 0) < 5000) continue;
        restarted.set(keeper, Date.now());
        console.log(`${keeper.name} ended with ${keeper.read('exit')}: it is started again (${keeper.log})`);
        if (keeper === this.postgres) await this.startDatabase();
        else if (keeper === this.balancer) await this.startBalancer();
        else await this.launch(this.members.indexOf(keeper) + 1);
      }
      await pause(1000);
    }
  }
}

function masterKey(file) {
  if (!fs.existsSync(file)) fs.writeFileSync(file, crypto.randomBytes(32).toString('base64'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

async function start(given) {
  const shape = { nodes: given.nodes || 3, port: given.port || 8080 };
  const cluster = Cluster.create(given.dir, shape);
  const running = cluster.all().filter(keeper => keeper.pid() !== null);
  if (running.length > 0) throw new Problem(`${running.map(keeper => keeper.name).join(', ')} run(s) already: deploy/cluster stop`);
  let stopping = null;
  const stop = () => {
    stopping ||= cluster.stop().then(() => process.exit(0), failed);
  };
  if (!given.detach) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  console.log(`Starting ${shape.nodes} nodes (logs: ${path.join(given.dir, 'log')})…`);
  try {
    await cluster.start();
  } catch (problem) {
    if (stopping) return stopping;
    await cluster.stop();
    throw problem;
  }
  const nodes = cluster.members.map((_, i) => `http://127.0.0.1:${cluster.httpPort(i + 1)}`);
  console.log(`
The cluster is ready.
  Balancer      http://127.0.0.1:${shape.port}
  Nodes         ${nodes.join('  ')}
  Simulator     ${nodes[0]}/simulator
  Members       http://127.0.0.1:${cluster.managementPort(1)}/cluster/members
  Database      ${cluster.settings(1).TABIB_DATABASE_URL}
${given.detach ? 'deploy/cluster stop' : 'Ctrl-C'} stops it; the data stays.
`);
  if (!given.detach) await cluster.watch();
  if (stopping) await stopping;
}

async function status(given) {
  const found = await Cluster.known(given.dir).status();
  if (given.json) {
    console.log(JSON.stringify(found, null, 2));
    return;
  }
  for (const one of found) {
    const more = one.cluster ? `  cluster ${one.cluster}  management ${one.management}` : '';
    console.log(`${one.name.padEnd(9)} ${one.state.padEnd(14)} pid ${String(one.pid ?? '-').padEnd(8)} port ${one.port}${more}`);
  }
}

async function main() {
  const given = options(process.argv.slice(2));
  given.dir ||= path.join(ROOT, 'data', 'cluster');
  const known = () => Cluster.known(given.dir);
  switch (given.command) {
    case 'start': return start(given);
    case 'stop': return known().stop();
    case 'status': return status(given);
    case 'kill': {
      const cluster = known();
      return cluster.members[cluster.member(given.node) - 1].end('SIGKILL');
    }
    case 'stop-node': {
      const cluster = known();
      return cluster.members[cluster.member(given.node) - 1].end('SIGTERM');
    }
    case 'start-node': {
      const cluster = known();
      return cluster.startNode(cluster.member(given.node));
    }
    case 'restart': {
      const cluster = known();
      if (given.node !== null) return cluster.restart(cluster.member(given.node));
      for (let node = 1; node <= cluster.nodes; node++) await cluster.restart(node);
      return undefined;
    }
    default: throw new Problem(`what is '${given.command}'? See deploy/cluster --help`);
  }
}

function failed(problem) {
  console.error(problem instanceof Problem ? problem.message : problem);
  process.exit(1);
}

main().catch(failed);
