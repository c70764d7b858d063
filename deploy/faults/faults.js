'use strict';
// Breaks things while patients talk, and says what that did. Started by deploy/faults/run, explained in deploy/faults/README.md.
// Exit 0: every promise was kept; 1: one was broken; 2: a fault could not be tried.
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { execFileSync, spawnSync } = require('child_process');
const { ROOT } = require('../lib/product');
const { clock, java } = require('./stage');
const { SINGLE, busy } = require('./single');
const { CLUSTER } = require('./cluster');
const { summary, broken, text } = require('./figures');

const DRIVERS = Object.fromEntries(Object.entries({ ...SINGLE, ...CLUSTER }).sort(([one], [other]) => (one < other ? -1 : 1)));

/** A stage needs as many, in a row. */
const PORTS = 20;

function options(argv) {
  const o = { short: false, keep: false, patients: null, seconds: null, faults: [], ports: null, out: path.join(ROOT, 'http-edge/target/faults') };
  for (let i = 0; i < argv.length; i++) {
    const value = () => {
      if (i + 1 >= argv.length) throw new Error(`${argv[i]} needs a value`);
      return argv[++i];
    };
    const number = () => {
      const [name, given] = [argv[i], value()];
      if (!/^[1-9]\d*$/.test(given)) throw new Error(`${name} needs a whole number above 0, not ${given}`);
      return Number(given);
    };
    switch (argv[i]) {
      case '--short': o.short = true; break;
      case '--keep': o.keep = true; break;
      case '--patients': o.patients = number(); break;
      case '--seconds': o.seconds = number(); break;
      case '--ports': o.ports = number(); break;
      case '--out': o.out = path.resolve(value()); break;
      case 'all': o.faults.push(...Object.keys(DRIVERS)); break;
      default:
        if (!DRIVERS[argv[i]]) throw new Error(`unknown argument ${argv[i]} (faults: ${Object.keys(DRIVERS).join(' ')} all; options: --short --patients --seconds --out --ports --keep)`);
        o.faults.push(argv[i]);
    }
  }
  if (!o.faults.length) throw new Error(`which fault? ${Object.entries(DRIVERS).map(([key, { title }]) => `\n  ${key}    ${title}`).join('')}\n  all  one after the other`);
  return { ...o, patients: o.patients || (o.short ? 30 : 200), seconds: o.seconds || (o.short ? 8 : 60) };
}

/** Whether nobody listens at the port. */
function free(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The first of a block of ports that are all free. */
async function freePorts() {
  for (let first = 18100; first < 28000; first += PORTS) {
    const all = await Promise.all(Array.from({ length: PORTS }, (_, i) => free(first + i)));
    if (all.every(Boolean)) return first;
  }
  throw new Error(`no ${PORTS} free ports in a row: choose with --ports`);
}

function conditions(o) {
  const git = spawnSync('git', ['-C', ROOT, 'describe', '--always', '--dirty'], { encoding: 'utf8' });
  return { at: new Date().toISOString(), version: git.status === 0 ? git.stdout.trim() : 'unknown', cpu: `${os.cpus().length} × ${os.cpus()[0].model}`,
    memory_gib: Math.round(os.totalmem() / 2 ** 30), kernel: os.release(), jdk: execFileSync(java(), ['--version'], { encoding: 'utf8' }).split('\n')[0], node: process.version,
    patients: o.patients, seconds: o.seconds, short: o.short, load_average_before: os.loadavg().map(x => +x.toFixed(2)) };
}

/** One fault on a stage that stands. */
async function happen(stage, fault, o) {
  const driver = DRIVERS[fault];
  const before = conditions(o);
  console.error(`\n(${fault}) ${driver.title}`);
  stage.begin();
  const span = o.seconds;
  const seconds = Math.ceil(span + driver.faultS(o.short, stage.startS));
  const load = stage.patients(fault, { patients: o.patients, seconds, drain: 300, args: driver.args || [] });
  const deed = (async () => {
    await busy(stage, o.patients);
    await driver.deed(stage, { short: o.short, span });
  })();
  // Whichever fails first is told; the other must not go on unseen.
  const [report] = await Promise.all([load.report, deed]);
  const audit = await stage.audit(fault, 120);
  const end = clock();
  const figures = summary({ ledger: stage.ledger, faults: stage.faults, load: report, audit, bookedBefore: stage.booked, end });
  stage.booked += report.confirmations;
  delete report.timeline;
  const extra = driver.after ? await driver.after(stage, figures) : null;
  const result = { fault, title: driver.title, conditions: before, figures, load: report, audit, extra };
  result.broken = [...broken(result), ...stage.problems.map(problem => `(${fault}) ${problem}`)];
  fs.writeFileSync(path.join(o.out, `${fault}.json`), JSON.stringify(result, null, 1));
  console.log(text(result));
  return result;
}

async function main() {
  const o = options(process.argv.slice(2));
  o.ports ||= await freePorts();
  fs.mkdirSync(o.out, { recursive: true });
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'tabib-faults-'));
  let stage = null;
  // Ctrl-C: whatever was started ends too.
  const interrupted = signal => Promise.resolve(stage && stage.stop()).catch(error => console.error(error.message)).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const results = [];
  const failures = [];
  try {
    // Faults that need the same stage share it, one after the other: the audit is of everything that happened on it so far.
    const kinds = new Map();
    for (const fault of o.faults) kinds.set(DRIVERS[fault].kind, [...(kinds.get(DRIVERS[fault].kind) || []), fault]);
    for (const [Kind, faults] of kinds) {
      try {
        stage = new Kind({ dir: path.join(work, faults.join('')), out: o.out, ports: o.ports, short: o.short });
        await stage.start();
        for (const fault of faults) results.push(await happen(stage, fault, o));
      } catch (error) {
        console.error(error.stack);
        failures.push(`(${faults.slice(faults.findIndex(fault => !results.some(result => result.fault === fault))).join(', ')}) could not be tried: ${error.message}`);
      } finally {
        await stage.stop().catch(error => failures.push(`(${faults.join(', ')}) did not stop: ${error.message}`));
        stage = null;
      }
    }
  } finally {
    if (o.keep) console.error(`kept: ${work}`); else fs.rmSync(work, { recursive: true, force: true });
  }
  const rows = [...results.flatMap(result => result.broken), ...failures];
  console.log(`\n${results.length} faults tried, ${rows.length ? `not kept:\n${rows.join('\n')}` : 'every promise kept'}\nresults: ${o.out}`);
  return failures.length ? 2 : rows.length ? 1 : 0;
}

main().then(code => process.exit(code), error => {
  console.error(error.stack);
  process.exit(2);
});
