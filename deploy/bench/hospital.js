'use strict';
// A whole day of an outpatient department through the real edge: deploy/bench/run hospital, explained in deploy/bench/README.md.
// Exit 0: no promise was broken; 1: one was; 2: the day could not be played.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync, execFileSync } = require('child_process');
const { Product, ROOT, pause } = require('../lib/product');
const { quantile } = require('./figures');
const { chances, plan } = require('./hospital/day');
const { Clinic, RefusedError } = require('./hospital/clinic');
const { Phones } = require('./hospital/phones');
const { account, flaws } = require('./hospital/notices');
const report = require('./hospital/report');

const MINUTE = 60000;
const PRACTICE = 'afya';
const ACCOUNT = '15550002222';

/** How long, in real time, somebody waits for an answer in WhatsApp before they count as unanswered. */
const PATIENCE_MS = 60000;

/** Minutes that a patient usually takes, as the demo practice is configured: how many come to each point depends on it. */
const USUAL = { general: 10, 'mother-child': 12, dental: 20, 'pharmacy-lab': 5 };

function options(argv) {
  const o = { tickets: 600, hours: 8, factor: 60, seed: 1, load: 0.85, warmUp: 20, httpPort: 8080, stubPort: 9900, keep: false, record: false, note: '', out: path.join(ROOT, 'http-edge/target/bench'), start: '2026-11-23T04:40:00Z' };
  const numbers = { '--tickets': 'tickets', '--hours': 'hours', '--factor': 'factor', '--seed': 'seed', '--load': 'load', '--warm-up': 'warmUp', '--http-port': 'httpPort', '--stub-port': 'stubPort' };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--keep' || argv[i] === '--record') { o[argv[i].slice(2)] = true; continue; }
    if (i + 1 >= argv.length) throw new Error(`${argv[i]} needs a value`);
    if (numbers[argv[i]]) o[numbers[argv[i]]] = Number(argv[++i]);
    else if (argv[i] === '--out') o.out = path.resolve(argv[++i]);
    else if (argv[i] === '--start') o.start = argv[++i];
    else if (argv[i] === '--note') o.note = argv[++i];
    else throw new Error(`unknown argument ${argv[i]} (known: ${Object.keys(numbers).join(' ')} --start --note --out --keep --record)`);
  }
  return o;
}

/** The clinic's day as it is played. */
class Day {
  constructor(o, clinic, phones, points) {
    Object.assign(this, { o, clinic, phones, points });
    this.tickets = new Map(); // label → {label, point, urgency, issuedAt, appointmentAt, retriagedAt, calledAt, told, way, patient, state, moved}
    this.chance = chances(o.seed + 1);
    this.deeds = {};
    this.doubled = 0;
    this.refusals = [];
    this.notIssued = [];
    this.strangers = [];
    this.open = true;
    this.pending = new Set();
  }

  /** Reads the product's clock once; from then on it goes on here, so many times faster than time. */
  async synchronise() {
    const before = performance.now();
    const shown = await this.clinic.now();
    this.synced = { at: (before + performance.now()) / 2, shown };
  }

  now() { return this.synced.shown + (performance.now() - this.synced.at) * this.o.factor; }

  until(instant) { return pause(Math.max(0, (instant - this.now()) / this.o.factor)); }

  minutes(n) { return pause(n * MINUTE / this.o.factor); }

  count(what) { this.deeds[what] = (this.deeds[what] || 0) + 1; }

  /** Something that goes on beside everything else. */
  aside(promise) {
    const running = promise.catch(error => this.refusals.push(error.message)).finally(() => this.pending.delete(running));
    this.pending.add(running);
  }

  /** A command that may come too late, as between people: a wrong state is then nobody's mistake. */
  async late(action) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof RefusedError && error.status === 409) return null;
      throw error;
    }
  }

  namesOf(id) { return Object.values(this.points.find(point => point.id === id).names || {}); }

  /** phone: what a person with a phone was told, and which person it is. */
  issued(view, patient, phone = null) {
    if (this.tickets.has(view.label)) this.doubled++;
    this.tickets.set(view.label, { label: view.label, point: view.servicePoint, urgency: view.urgency, issuedAt: Date.parse(view.issuedAt), patient, way: patient.way, state: 'waiting',
      appointmentAt: view.appointmentAt ? Date.parse(view.appointmentAt) : 0, told: phone ? phone.told : view.waitMinutes || null,
      phone: phone && this.phones.webhooks.phone(phone.n), back: phone && (() => this.phones.rejoin(phone.n, PATIENCE_MS)) });
    const ticket = this.tickets.get(view.label);
    if (patient.worse !== null) this.aside(this.retriage(ticket));
    // A booked visit is at its doctor's, wherever the day's plan had put this person.
    const planned = patient.misled || patient.point;
    if (patient.way === 'check-in') Object.assign(patient, { service: patient.service * this.serviceMinutes[view.servicePoint] / this.serviceMinutes[planned], misled: null });
    if (patient.misled !== null) this.aside(this.transfer(ticket));
    if (patient.leaves !== null) this.aside(this.leave(ticket));
  }

  async arrives(patient, n) {
    if (patient.way === 'whatsapp') {
      const joined = await this.phones.join(n, this.namesOf(patient.point), PATIENCE_MS);
      if (joined === null) { this.notIssued.push('whatsapp'); return; }
      this.issued(await this.clinic.ticket(joined.label), patient, { told: joined.told, n });
    } else if (patient.way === 'check-in' && patient.appointment) {
      const answer = await this.clinic.checkIn(patient.appointment, patient.urgency, patient.type);
      if (!answer.ticket) { this.notIssued.push('check-in'); return; }
      this.issued(answer.ticket, patient);
    } else {
      this.issued(await this.clinic.register(patient.point, patient.urgency, patient.type), patient);
    }
  }

  async retriage(ticket) {
    await this.minutes(ticket.patient.worse);
    if (ticket.state !== 'waiting') return;
    const urgency = ticket.urgency === 'green' ? 'yellow' : 'orange';
    const view = await this.late(() => this.clinic.deed('retriage', ticket.label, { urgency, reason: 'worse while waiting' }));
    if (!view || view.status !== 'waiting') return;
    this.count('retriage');
    Object.assign(ticket, { urgency, retriagedAt: this.now() });
  }

  async transfer(ticket) {
    await this.minutes(4);
    if (ticket.state !== 'waiting') return;
    if (!await this.late(() => this.clinic.deed('transfer', ticket.label, { servicePoint: ticket.patient.misled }))) return;
    this.count('transfer');
    Object.assign(ticket, { point: ticket.patient.misled, moved: true });
  }

  async leave(ticket) {
    await this.minutes(ticket.patient.leaves);
    if (ticket.state !== 'waiting') return;
    if (!await this.late(() => this.clinic.deed('leave', ticket.label, { reason: 'waited too long' }))) return;
    this.count('leave');
    ticket.state = 'left';
  }

  async comesBack(ticket) {
    await this.minutes(ticket.patient.back);
    ticket.patient.shows = true;
    // A room may call it before this answer is read.
    ticket.state = 'waiting';
    if (ticket.back) {
      const label = await ticket.back();
      if (label !== ticket.label) throw new Error(`who was missed wrote to come back and ${label === null ? 'got no answer' : `is now ${label}`}: ${ticket.label}`);
      this.count('return');
      this.count('rejoin');
    } else if (await this.late(() => this.clinic.deed('return', ticket.label))) {
      this.count('return');
    } else {
      ticket.state = 'missed';
    }
  }

  /** One room, from opening until nobody is left. */
  async room(point, room) {
    while (this.open) {
      const view = await this.clinic.callNext(point, room);
      if (view === null) { await this.minutes(0.5); continue; }
      // A phone's ticket may be called before its owner has read it.
      for (let tries = 0; !this.tickets.has(view.label) && tries < 1500; tries++) await pause(20);
      const ticket = this.tickets.get(view.label);
      if (!ticket) { this.strangers.push(view.label); continue; }
      if (ticket.state !== 'waiting' && ticket.state !== 'left') { this.doubled++; continue; }
      ticket.state = 'called';
      if (!ticket.calledAt) ticket.calledAt = Date.parse(view.calledAt);
      if (this.chance() < 0.01) {
        // Another room may call it before this answer is read.
        ticket.state = 'waiting';
        if (await this.late(() => this.clinic.undo(view.commandId))) {
          this.count('undo');
          continue;
        }
        ticket.state = 'called';
      }
      await this.sees(ticket);
    }
  }

  async sees(ticket) {
    if (!ticket.patient.shows) {
      if (this.chance() < 0.15) {
        ticket.patient.shows = true;
        ticket.state = 'waiting';
        if (await this.late(() => this.clinic.deed('skip', ticket.label))) this.count('skip'); else await this.gone(ticket);
        return;
      }
      for (let status = 'called'; status === 'called';) {
        await this.minutes(1);
        const view = await this.late(() => this.clinic.deed('recall', ticket.label));
        if (!view) return this.gone(ticket);
        status = view.status;
        if (status === 'called') this.count('recall');
      }
      ticket.state = 'missed';
      if (ticket.patient.back !== null) this.aside(this.comesBack(ticket));
      return;
    }
    await this.minutes(ticket.patient.walk);
    if (!await this.late(() => this.clinic.deed('start', ticket.label))) return this.gone(ticket);
    ticket.state = 'in-service';
    await this.minutes(ticket.patient.service);
    await this.clinic.deed('finish', ticket.label);
    ticket.state = 'served';
  }

  /** Who was called has left in that moment, and nothing else is a reason that they cannot be seen. */
  async gone(ticket) {
    const { status } = await this.clinic.ticket(ticket.label);
    if (status !== 'left') throw new Error(`${ticket.label} is ${status}: it was called, but can neither be seen nor has it left`);
    ticket.state = 'left';
  }

  waiting() { return [...this.tickets.values()].filter(ticket => ['waiting', 'called', 'in-service'].includes(ticket.state)).length; }
}

/** Those who have an appointment today get one, as far as there are free times in the day. */
async function book(day, patients, opening, minutes) {
  const free = await day.clinic.slots(opening + 10 * MINUTE, opening + Math.max(minutes - 60, minutes * 0.8) * MINUTE);
  /** The next free time by chance; null when there is none. Minutes go by in a second: a time may be too near by now. */
  const bookSome = async () => {
    while (free.length) {
      const slot = free.splice(Math.floor(day.chance() * free.length), 1)[0];
      try {
        return { slot, booked: await day.clinic.book(slot, { name: 'Load Person', age: 34, sex: 'female' }) };
      } catch (error) {
        if (!(error instanceof RefusedError && error.status === 422)) throw error;
      }
    }
    return null;
  };
  for (const patient of patients.filter(({ way }) => way === 'check-in')) {
    const found = await bookSome();
    if (found === null) { patient.way = 'desk'; continue; }
    const { slot, booked } = found;
    patient.appointment = booked.id || (booked.appointment && booked.appointment.id);
    patient.at = Math.max(0, (Date.parse(slot.start) - opening) / MINUTE - 12 + 20 * day.chance());
  }
  patients.sort((a, b) => a.at - b.at);
}

/** The other practice's queues for so many seconds of real time: the first calls of a day are not those of a process that just started. */
async function warmUp(product, seconds) {
  const end = performance.now() + seconds * 1000;
  const [id] = (await new Clinic({ base: product.base, practice: 'sehat', id: '' }).request('GET', '/api/v1/doctors')).items.map(doctor => doctor.clinic.id);
  const clinic = new Clinic({ base: product.base, practice: 'sehat', id });
  await Promise.all((await clinic.queue()).points.map(async point => {
    while (performance.now() < end) {
      await clinic.register(point.id, 'green', 'adult');
      const { label } = await clinic.callNext(point.id, point.rooms[0]);
      await clinic.deed('start', label);
      await clinic.deed('finish', label);
      await clinic.ticket(label);
    }
  }));
}

async function play(o, product) {
  await warmUp(product, o.warmUp);
  const phones = new Phones({ url: `http://127.0.0.1:${o.httpPort}/webhooks/whatsapp`, secret: process.env.TABIB_WHATSAPP_APP_SECRET || 'demo-secret', pnid: ACCOUNT }, () => day.now());
  const [id] = (await new Clinic({ base: product.base, practice: PRACTICE, id: '' }).request('GET', '/api/v1/doctors')).items.map(doctor => doctor.clinic.id);
  const clinic = new Clinic({ base: product.base, practice: PRACTICE, id });
  const points = (await clinic.queue()).points.map(point => ({ ...point, usual: USUAL[point.id] }));
  const day = new Day(o, clinic, phones, points);
  await day.synchronise();
  await phones.open(o.stubPort);
  try {
    const minutes = o.hours * 60;
    // Eight in the morning at the clinic, or now when the start took longer.
    const opening = Math.max(Date.parse(o.start) + 20 * MINUTE, day.now() + 5 * MINUTE);
    const { patients, serviceMinutes } = plan({ seed: o.seed, tickets: o.tickets, minutes, points, load: o.load });
    day.serviceMinutes = serviceMinutes;
    await book(day, patients, opening, minutes);
    await day.until(opening);
    console.error(`the doors open at ${new Date(day.now()).toISOString()} of the simulated clock`);
    const rooms = points.flatMap(point => point.rooms.map(room => day.room(point.id, room)));
    const failed = Promise.all(rooms);
    for (const [n, patient] of patients.entries()) {
      await Promise.race([day.until(opening + patient.at * MINUTE), failed.then(() => { throw new Error('a room closed early'); })]);
      day.aside(day.arrives(patient, n));
      if (n % 50 === 0) console.error(`${n} have come, ${day.waiting()} wait`);
    }
    const end = opening + (minutes + 120) * MINUTE;
    while ((day.pending.size || day.waiting()) && day.now() < end) await day.minutes(1);
    day.open = false;
    await failed;
    const left = await leftWaiting(clinic);
    await clinic.close('the simulated day is over');
    return await evaluate(day, left);
  } finally {
    await phones.close();
  }
}

const leftWaiting = async clinic => (await clinic.queue()).points.reduce((sum, point) => sum + point.waiting.length, 0);

/** A ticket as the API has it, once its history is in the read model as far as the queue has come. */
async function settled(clinic, label) {
  for (let tries = 0; ; tries++) {
    const view = await clinic.ticket(label);
    const last = [...(view.history || [])].reverse().find(({ status }) => status);
    if ((last && last.status === view.status) || tries === 100) return view;
    await pause(100);
  }
}

/** Waits until no message has come for two seconds: what the last events tell people is sent. */
async function silence(phones) {
  for (let seen = -1; seen !== phones.messages().sent;) {
    seen = phones.messages().sent;
    await pause(2000);
  }
}

/** Labels of a service point are 1 to n: what is missing was given to somebody who does not know. */
function unknown(labels) {
  const numbers = new Map();
  for (const label of labels) {
    const [, code, number] = /^([A-Z]+)(\d+)$/.exec(label);
    numbers.set(code, [...(numbers.get(code) || []), +number]);
  }
  return [...numbers.values()].reduce((sum, all) => sum + Math.max(...all) - all.length, 0);
}

const milliseconds = took => {
  const at = share => took.length ? +quantile(took, share).toFixed(1) : null;
  return { n: took.length, p50: at(0.5), p99: at(0.99) };
};

/** The API's own word on every ticket, beside what was seen. */
async function evaluate(day, left) {
  await silence(day.phones);
  const tickets = [...day.tickets.values()];
  const ends = { served: 0, left: 0, missed: 0 };
  const wrong = [];
  let lost = unknown(day.tickets.keys());
  for (const ticket of tickets) {
    const view = await settled(day.clinic, ticket.label);
    ticket.history = (view.history || []).map(({ what, at }) => ({ what, at: Date.parse(at) }));
    if (view.status in ends) ends[view.status]++; else lost++;
    if (ticket.state === 'served' && view.status !== 'served') lost++;
    wrong.push(...flaws({ label: ticket.label, status: view.status, history: ticket.history }));
  }
  const numbers = await day.clinic.numbers();
  const took = day.clinic.took;
  const ways = {};
  for (const ticket of tickets) ways[ticket.way] = (ways[ticket.way] || 0) + 1;
  return {
    wanted: day.o.tickets, tickets: tickets.length, ways, hours: day.o.hours, points: day.points.length, rooms: day.points.reduce((sum, point) => sum + point.rooms.length, 0),
    waits: report.waits(tickets), estimates: report.estimates(tickets), estimates_walk_in: report.estimates(tickets.filter(({ way }) => way !== 'check-in')),
    estimates_booked: report.estimates(tickets.filter(({ way }) => way === 'check-in')), ends, left_waiting: left, lost, doubled: day.doubled + day.strangers.length, miscounted: report.miscounted(numbers, { tickets: tickets.length, ...ends }), flaws: wrong, deeds: day.deeds,
    refused: day.refusals.length, refusals: day.refusals.slice(0, 20), not_issued: day.notIssued.length, stuck: day.phones.stuck.slice(0, 20), unacknowledged: day.phones.unacknowledged,
    messages: day.phones.messages(), notices: account(tickets.filter(({ phone }) => phone), day.phones.notices, day.o.factor),
    call_next_ms: milliseconds(took.filter(({ called }) => called).map(({ ms }) => ms)), call_next_all_ms: milliseconds(took.map(({ ms }) => ms)), join_ms: milliseconds(day.phones.joins), talk: day.phones.talks.text(),
  };
}

function conditions(o) {
  const git = args => execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
  const java = spawnSync(path.join(process.env.JAVA_HOME, 'bin/java'), ['-version'], { encoding: 'utf8' });
  return { at: new Date().toISOString(), commit: git(['rev-parse', '--short', 'HEAD']) + (git(['status', '--porcelain']) ? ' with changes' : ''), cpu: `${os.cpus().length} × ${os.cpus()[0].model}`,
    memory_gib: Math.round(os.totalmem() / 2 ** 30), jdk: java.stderr.split('\n')[0], node: process.version, load_average_before: os.loadavg().map(x => +x.toFixed(2)),
    database: process.env.TABIB_DATABASE_URL ? 'external' : 'embedded', factor: o.factor, seed: o.seed, warm_up_s: o.warmUp, note: o.note };
}

async function main() {
  const o = options(process.argv.slice(2));
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'tabib-hospital-'));
  const dataDir = path.join(work, 'data');
  fs.mkdirSync(dataDir);
  fs.mkdirSync(o.out, { recursive: true });
  const product = new Product({ dataDir, httpPort: o.httpPort, logFile: path.join(o.out, 'hospital.log'),
    env: { TABIB_MODE: 'demo', TABIB_DEMO_CLOCK_START: o.start, TABIB_DEMO_CLOCK_FACTOR: String(o.factor), TABIB_WHATSAPP_GRAPH_URL: `http://127.0.0.1:${o.stubPort}/v21.0` } });
  fs.writeFileSync(product.logFile, '');
  const interrupted = signal => product.stop().catch(error => console.error(error.message)).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const before = conditions(o);
  let day;
  try {
    await product.start(300000);
    day = { conditions: before, ...await play(o, product) };
    day.conditions.load_average_after = os.loadavg().map(x => +x.toFixed(2));
  } finally {
    await product.stop();
    if (o.keep) console.error(`kept: ${work}`); else fs.rmSync(work, { recursive: true, force: true });
  }
  fs.writeFileSync(path.join(o.out, 'hospital-talk.txt'), day.talk);
  delete day.talk;
  day.broken = report.broken(day);
  fs.writeFileSync(path.join(o.out, 'hospital.json'), JSON.stringify(day, null, 1));
  fs.writeFileSync(path.join(o.out, 'hospital.md'), report.markdown(day));
  console.log(report.markdown(day));
  if (o.record) {
    const file = path.join(ROOT, 'docs/benchmarks.md');
    fs.writeFileSync(file, report.recorded(fs.readFileSync(file, 'utf8'), report.markdown(day)));
    console.error(`written into ${file}`);
  }
  const what = [...day.refusals, ...day.flaws, ...day.miscounted, ...day.stuck.map(text => `no ticket after: ${text}`)];
  if (what.length) console.error(what.join('\n'));
  return day.broken.length ? 1 : 0;
}

main().then(code => process.exit(code), error => {
  console.error(error.message);
  process.exit(2);
});
