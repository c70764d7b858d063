'use strict';
// Measures the product with an empty data directory and patients that talk like real ones. Started by deploy/bench/run,
// explained in deploy/bench/README.md. Exit 0: measured, nothing lost or doubled; 1: a promise was broken; 2: could not measure.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, spawnSync, execFileSync } = require('child_process');
const { Product, ROOT, pause } = require('../lib/product');
const { lagSeconds, lagShare, quantile, broken, markdown } = require('./figures');
const { recovery } = require('./recovery');

const LOAD = path.join(__dirname, 'load');
const PARTS = ['ceiling', 'dialogues', 'closed', 'silent', 'burst', 'find', 'rated', 'idle', 'recovery'];

function options(argv) {
  const o = { httpPort: 8080, stubPort: 9900, scale: 60, quick: false, keep: false, only: PARTS, out: path.join(ROOT, 'http-edge/target/bench') };
  for (let i = 0; i < argv.length; i++) {
    const value = () => {
      if (i + 1 >= argv.length) throw new Error(`${argv[i]} needs a value`);
      return argv[++i];
    };
    switch (argv[i]) {
      case '--quick': o.quick = true; break;
      case '--keep': o.keep = true; break;
      case '--only': o.only = value().split(','); break;
      case '--out': o.out = path.resolve(value()); break;
      case '--http-port': o.httpPort = Number(value()); break;
      case '--stub-port': o.stubPort = Number(value()); break;
      case '--scale': o.scale = Number(value()); break;
      default: throw new Error(`unknown argument ${argv[i]} (known: --quick --keep --only --out --http-port --stub-port --scale)`);
    }
  }
  const unknown = o.only.filter(part => !PARTS.includes(part));
  if (unknown.length) throw new Error(`unknown part ${unknown.join(', ')} (known: ${PARTS.join(', ')})`);
  return o;
}

/** Runs the load driver to its end and gives its report. limitS: seconds after which it is ended and counts as failed. */
async function load(o, work, name, args, limitS) {
  const report = path.join(work, `${name}.json`);
  const child = spawn(process.execPath, [path.join(LOAD, 'load.js'), '--receipts', '1', ...args, '--out', report,
    '--url', `http://127.0.0.1:${o.httpPort}/webhooks/whatsapp`, '--stub-port', String(o.stubPort),
    '--secret', process.env.TABIB_WHATSAPP_APP_SECRET || 'demo-secret',
    '--pnid', process.env.TABIB_WHATSAPP_PHONE_NUMBER_ID || '15550001111'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitS * 1000);
  const how = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal || code));
  });
  clearTimeout(timer);
  if (how !== 0) throw new Error(`load driver "${name}" ended with ${how} (limit ${limitS} s)`);
  return JSON.parse(fs.readFileSync(report, 'utf8'));
}

/** Runs silent.js to its end: durable acknowledgements without answers, or new people who say hello. */
function silent(o, args, limitS) {
  const run = spawnSync(process.execPath, [path.join(__dirname, 'silent.js'), '--url', `http://127.0.0.1:${o.httpPort}/webhooks/whatsapp`,
    '--stub-port', String(o.stubPort), '--secret', process.env.TABIB_WHATSAPP_APP_SECRET || 'demo-secret',
    '--pnid', process.env.TABIB_WHATSAPP_PHONE_NUMBER_ID || '15550001111', ...args], { encoding: 'utf8', timeout: limitS * 1000 });
  if (run.status !== 0) throw new Error(`silent.js ended with ${run.status}: ${run.stderr}`);
  return run.stdout;
}

/** What live objects take after a full collection, in bytes. */
function heap(product) {
  const jcmd = (...command) => execFileSync(path.join(process.env.JAVA_HOME, 'bin/jcmd'), [String(product.child.pid), ...command], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  jcmd('GC.run');
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(jcmd('GC.class_histogram'))[1]);
}

/** Heap per idle conversation: the difference that so many new ones make. */
function idle(o, product, people) {
  console.error(`\nidle: ${people} new people say hello`);
  silent(o, ['--hello', '1000'], 120);
  const before = heap(product);
  silent(o, ['--hello', String(people)], 900);
  return { conversations: people, bytes_per_conversation: Math.round((heap(product) - before) / people) };
}

/** A load with what it cost: CPU of Java and PostgreSQL, and the projections' lag, polled four times a second. */
async function measured(o, product, work, name, args, limitS) {
  console.error(`\n${name}: load ${args.join(' ')}`);
  const before = product.cpu();
  const lagBefore = await product.metrics();
  const lags = [];
  let running = true;
  let unseen = 0;
  const poll = (async () => {
    while (running) {
      const seconds = await product.metrics().then(lagSeconds, () => null);
      if (seconds === null) unseen++; else lags.push(seconds * 1000);
      await pause(250);
    }
  })();
  let report;
  try {
    report = await load(o, work, name, args, limitS);
  } finally {
    running = false;
    await poll;
  }
  const after = product.cpu();
  const answered = report.reply_ms ? report.reply_ms.n : null;
  const cpu = { java_ms: after.java - before.java, postgres_ms: after.postgres === null ? null : after.postgres - before.postgres };
  if (answered) cpu.per_answered_ms = (cpu.java_ms + (cpu.postgres_ms || 0)) / answered;
  delete report.timeline;
  return { name, report, cpu, event_lag_s: lagShare(lagBefore, await product.metrics(), 0.99), lag_ms: { p50: quantile(lags, 0.5), p99: quantile(lags, 0.99), samples: lags.length, unseen } };
}

function commitCeiling(product, quick) {
  const run = spawnSync(path.join(process.env.JAVA_HOME, 'bin/java'), ['-cp', path.join(ROOT, 'http-edge/target/dist/lib/*'),
    path.join(__dirname, 'CommitCeiling.java'), product.jdbcUrl(), '16', quick ? '3' : '10'], { encoding: 'utf8', timeout: 120000 });
  if (run.status !== 0) throw new Error(`CommitCeiling failed: ${run.stderr || run.error}`);
  return JSON.parse(run.stdout);
}

function conditions(o) {
  const git = args => execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
  const java = spawnSync(path.join(process.env.JAVA_HOME, 'bin/java'), ['-version'], { encoding: 'utf8' });
  return {
    at: new Date().toISOString(), commit: git(['rev-parse', '--short', 'HEAD']) + (git(['status', '--porcelain']) ? ' with changes' : ''),
    cpu: `${os.cpus().length} × ${os.cpus()[0].model}`, memory_gib: Math.round(os.totalmem() / 2 ** 30), kernel: os.release(),
    jdk: java.stderr.split('\n')[0], node: process.version, load_average_before: os.loadavg().map(x => +x.toFixed(2)),
    database: process.env.TABIB_DATABASE_URL ? 'external' : 'embedded', demo_scale: o.scale, quick: o.quick,
    shared: 'load driver, Java and PostgreSQL share these cores; the load driver is not in the CPU figures',
  };
}

async function main() {
  const o = options(process.argv.slice(2));
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'tabib-bench-'));
  const dataDir = path.join(work, 'data');
  fs.mkdirSync(dataDir);
  fs.mkdirSync(o.out, { recursive: true });
  const product = new Product({ dataDir, httpPort: o.httpPort, logFile: path.join(o.out, 'product.log'),
    env: { TABIB_MODE: 'demo', TABIB_DEMO_SCALE: String(o.scale), TABIB_WHATSAPP_GRAPH_URL: `http://127.0.0.1:${o.stubPort}/v21.0`,
      // Patients who answer at once for a minute: neither Meta's limit for one person nor the account's is to be measured.
      TABIB_WHATSAPP_PAIR_LIMIT: 'false', TABIB_WHATSAPP_RATE: '100000' } });
  fs.writeFileSync(product.logFile, '');
  // Ctrl-C: the product gets it too (same terminal); wait for it, so that nothing is left running.
  const interrupted = signal => product.stop().catch(error => console.error(error.message)).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);

  const result = { conditions: conditions(o), start: {}, runs: [] };
  try {
    result.start.first_ms = await product.start();
    result.start.first_stop_ms = await product.stop();
    result.start.second_ms = await product.start();
    console.error(`healthy after ${result.start.first_ms} ms, the second time after ${result.start.second_ms} ms`);

    const s = o.quick ? 5 : 60;
    console.error('\nwarming up');
    await load(o, work, 'warm-up', ['--patients', '64', '--seconds', String(s), '--drain', '30'], s + 90);

    const steps = {
      ceiling: async () => { result.commit_ceiling = commitCeiling(product, o.quick); },
      dialogues: async () => result.runs.push(await measured(o, product, work, 'dialogues',
        ['--patients', '64', '--dialogues', o.quick ? '50' : '500', '--seconds', '600', '--drain', '30'], 700)),
      closed: async () => {
        for (const patients of ['64', '256']) {
          result.runs.push(await measured(o, product, work, `closed-${patients}`, ['--patients', patients, '--seconds', String(s), '--drain', '30'], s + 90));
        }
      },
      silent: async () => {
        console.error('\nsilent: people who were handed to a human');
        result.silent = JSON.parse(silent(o, ['--seconds', o.quick ? '5' : '30', '--people', o.quick ? '200' : '2000'], 300));
      },
      burst: async () => result.runs.push(await measured(o, product, work, 'burst',
        ['--mode', 'burst', '--burst', '1000', '--seconds', '30', '--drain', '30'], 150)),
      find: async () => result.runs.push(await measured(o, product, work, 'find',
        // Two thirds of what it sends are statuses already.
        ['--mode', 'find', '--receipts', '0', '--step-seconds', o.quick ? '3' : '8', '--bisect', o.quick ? '1' : '3', '--max-rate', o.quick ? '500' : '20000'], 1800)),
    };
    steps.rated = async () => result.runs.push(await measured(o, product, work, 'rated',
      ['--mode', 'open', '--receipts', '0', '--rate', '600', '--seconds', String(s), '--drain', '30'], s + 90));
    steps.recovery = async () => {
      result.recovery = await recovery(product, { stubPort: o.stubPort, people: o.quick ? 2000 : 100000,
        account: { url: `http://127.0.0.1:${o.httpPort}/webhooks/whatsapp`, secret: process.env.TABIB_WHATSAPP_APP_SECRET || 'demo-secret',
          pnid: process.env.TABIB_WHATSAPP_PHONE_NUMBER_ID || '15550001111' } });
    };
    steps.idle = async () => { result.idle = idle(o, product, o.quick ? 2000 : 100000); };
    for (const part of PARTS) if (o.only.includes(part)) await steps[part]();
    result.start.last_stop_ms = await product.stop();
  } finally {
    await product.stop();
    if (o.keep) console.error(`kept: ${work}`); else fs.rmSync(work, { recursive: true, force: true });
  }

  result.broken = result.runs.flatMap(broken);
  if (result.recovery && result.recovery.lost) result.broken.push(`recovery: ${result.recovery.lost} people were never answered`);
  if (result.recovery && result.recovery.sent_twice) result.broken.push(`recovery: ${result.recovery.sent_twice} messages were sent twice`);
  fs.writeFileSync(path.join(o.out, 'bench.json'), JSON.stringify(result, null, 1));
  fs.writeFileSync(path.join(o.out, 'bench.md'), markdown(result));
  console.log(markdown(result));
  console.error(`written: ${path.join(o.out, 'bench.json')}, bench.md`);
  return result.broken.length ? 1 : 0;
}

main().then(code => process.exit(code), error => {
  console.error(error.message);
  process.exit(2);
});
