'use strict';
// The faults of a single node. Each: patients talk, something breaks, the last patient is answered.
const { SingleNode, WithKafka, SmallSpoolDisk, pause } = require('./stage');
const { FAULTS } = require('./graph');

/** Waits until so many messages have been answered since the run began, so that a fault meets a full house. */
async function busy(stage, replies, limitMs = 120000) {
  const until = Date.now() + limitMs;
  while (stage.ledger.replies.length < replies) {
    if (Date.now() > until) throw new Error(`only ${stage.ledger.replies.length} of ${replies} replies after ${limitMs} ms: nothing to break`);
    await pause(50);
  }
}

const seconds = s => pause(s * 1000);

/** What to reckon with when something is started again while everybody talks. */
const restartS = startS => 5 + 1.5 * startS;

/** (a) kill -9 and start again. */
async function killNode(stage, { short, span }) {
  const times = short ? 1 : 5;
  for (let i = 0; i < times; i++) {
    await seconds(span / (times + 1));
    await stage.fault('kill -9 of the node', { forgets: true }, () => stage.node.kill());
    await stage.node.start(180000);
  }
}

/** (d) PostgreSQL away for a while, then killed once. */
async function databaseAway(stage, { short, span }) {
  await seconds(span / 4);
  await stage.fault('PostgreSQL stopped', { forgets: true, lasting: true }, async () => {
    await stage.postgres.stop();
    await seconds(short ? 3 : 60);
    await stage.postgres.start();
  });
  await seconds(span / 4);
  await stage.fault('kill -9 of PostgreSQL', { forgets: true, lasting: true }, async () => {
    await stage.postgres.kill();
    await stage.postgres.start();
  });
}

/** (e) What the Graph API does on a bad day: one after the other, then all at once to a part of the calls. */
async function graphTrouble(stage, { short, span }) {
  const phases = short ? [[FAULTS, 0.6, 6]] : [...FAULTS.map(fault => [[fault], 1, 15]), [FAULTS, 0.6, 30]];
  for (const [faults, share, s] of phases) {
    await seconds(span / (phases.length + 1));
    await stage.fault(`Graph API: ${faults.join(', ')}${share < 1 ? ` for ${share * 100} % of the calls` : ''}`, { lasting: true }, async () => {
      stage.graph.behave(faults, share);
      await seconds(s);
      stage.graph.heal();
    });
  }
}

/** (f) Nothing breaks: the driver itself delivers everything twice and late. */
async function twiceAndShuffled(stage, { span }) {
  await stage.fault('every webhook twice and shuffled', { throughout: true }, () => seconds(span));
}

/** (g) Kafka away for a while: nobody but the consumers notices. */
async function kafkaAway(stage, { short, span }) {
  await seconds(span / 3);
  await stage.fault('Kafka stopped', { lasting: true }, async () => {
    await stage.broker.stop();
    await seconds(short ? 5 : 60);
    await stage.broker.start();
  });
}

/** (i) PostgreSQL is away and the spool's disk is full; then there is room again, then the database is back. */
async function spoolDiskFull(stage, { short, span }) {
  if (await stage.metric('tabib_spool_entries') === null) throw new Error('this product has no spool: nothing to fill');
  await seconds(span / 3);
  await stage.fault("PostgreSQL stopped and the spool's disk full", { forgets: true, lasting: true }, async () => {
    stage.fill(short ? 16384 : 65536);
    await stage.postgres.stop();
    await seconds(short ? 5 : 30);
    stage.release();
  });
  await stage.fault('room on the disk again, PostgreSQL still away', { forgets: true, lasting: true }, async () => {
    // Longer than the provider's pause before it delivers again.
    await seconds(short ? 12 : 30);
    await stage.postgres.start();
  });
}

/** With a spool nothing is left unacknowledged while the database is away; without one it is refused and sent again. */
async function spooled(stage, figures) {
  if (await stage.metric('tabib_spool_entries') === null) return { spool: 'none' };
  for (const { what, unacked_during: left } of figures.occurrences) {
    if (left > 0) stage.problems.push(`${left} messages came during "${what}" and were not acknowledged in it, although there is a spool`);
  }
  return { spool_appended: await stage.metric('tabib_spool_appended_total'), spool_left: await drained(stage) };
}

/** What the spool still holds: nothing, after a while. */
async function drained(stage) {
  const until = Date.now() + 60000;
  let left = await stage.metric('tabib_spool_entries');
  while (left > 0 && Date.now() < until) {
    await pause(250);
    left = await stage.metric('tabib_spool_entries');
  }
  if (left > 0) stage.problems.push(`${left} webhooks are still in the spool`);
  return left;
}

async function refusedAndDrained(stage, figures) {
  const [full, room] = figures.occurrences;
  if (full.refused_during === 0) stage.problems.push('nothing was refused: the disk was never full');
  if (room.acked_during === 0) stage.problems.push('nothing was acknowledged when there was room on the disk again');
  return { refused_while_full: full.refused_during, acknowledged_with_room_again: room.acked_during, spool_left: await drained(stage) };
}

async function published(stage, figures) {
  const counted = await stage.events('g');
  for (const [key, text] of Object.entries({ missing: 'events are missing from Kafka', unknown: 'events on Kafka never happened', holes: 'journaled events are published in part', out_of_order: 'events are out of order' })) {
    if (counted[key] !== 0) stage.problems.push(`${counted[key]} ${text} (${key})`);
  }
  if (!(counted.events > 0)) stage.problems.push('nothing was published');
  if (figures.occurrences[0].acked_during === 0) stage.problems.push('nothing was acknowledged while Kafka was away');
  return counted;
}

/** The stage, the title, the load driver's extra arguments, how many seconds the faults last (a start took startS
 * on this machine), what is done, what is looked at afterwards. */
const SINGLE = {
  a: { kind: SingleNode, title: 'kill -9 of the only node, and start again', deed: killNode, faultS: (short, startS) => (short ? 1 : 5) * restartS(startS) },
  d: { kind: SingleNode, title: 'PostgreSQL stopped for a while, then killed with -9', deed: databaseAway, faultS: (short, startS) => (short ? 3 : 60) + 2 * restartS(startS / 2), after: spooled },
  e: { kind: SingleNode, title: 'the Graph API answers 500, 429, hangs, or cuts the connection after accepting', deed: graphTrouble, faultS: short => (short ? 6 : 90) },
  f: { kind: SingleNode, title: 'every webhook twice, and late copies shuffled', args: ['--dup', '2', '--shuffle-ms', '3000'], deed: twiceAndShuffled, faultS: () => 0 },
  g: { kind: WithKafka, title: 'Kafka stopped for a while', deed: kafkaAway, faultS: (short, startS) => (short ? 5 : 60) + restartS(startS), after: published },
  i: { kind: SmallSpoolDisk, title: "the spool's disk is full while PostgreSQL is away", deed: spoolDiskFull, faultS: (short, startS) => (short ? 17 : 60) + restartS(startS), after: refusedAndDrained },
};

module.exports = { SINGLE, busy, seconds, restartS };
