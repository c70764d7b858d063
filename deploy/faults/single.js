'use strict';
// The faults of a single node. Each: patients talk, something breaks, the last patient is answered.
const { pause } = require('./stage');
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
    await seconds(short ? 5 : 60);
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

/** The title, the driver's extra arguments, how long the faults alone last, and what is done. */
const SINGLE = {
  a: { title: 'kill -9 of the only node, and start again', settings: {}, args: [], deed: killNode, faultS: short => (short ? 15 : 75) },
  d: { title: 'PostgreSQL stopped for a while, then killed with -9', settings: {}, args: [], deed: databaseAway, faultS: short => (short ? 15 : 75) },
  e: { title: 'the Graph API answers 500, 429, hangs, or cuts the connection after accepting', settings: {}, args: [], deed: graphTrouble, faultS: short => (short ? 6 : 90) },
  f: { title: 'every webhook twice, and late copies shuffled', settings: {}, args: ['--dup', '2', '--shuffle-ms', '3000'], deed: twiceAndShuffled, faultS: () => 0 },
};

module.exports = { SINGLE, busy, seconds };
