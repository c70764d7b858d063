'use strict';
// A day at an outpatient department as it could be: who comes when, by which way, how urgent, how long each is seen. Pure, and the
// same for the same seed. Times are minutes after opening; tested by day.test.js.

/** Uniform numbers from 0 to 1 (mulberry32). */
function chances(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A normal number (Box and Muller). */
const normal = chance => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

/**
 * A lognormal number with that mean: most consultations are short, some take very long. cv is the standard deviation as a share
 * of the mean; 0.6 is in the middle of what outpatient studies report.
 */
function lognormal(chance, mean, cv = 0.6) {
  const variance = Math.log(1 + cv * cv);
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal(chance));
}

/** One of [[value, weight], …]. */
function pick(chance, weighted) {
  let rest = chance() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weighted) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return weighted[weighted.length - 1][0];
}

/** How busy the door is at that time: a peak 75 minutes after opening that is four times the quiet hours, relative to 1. */
const busy = minute => (1 + 3 * Math.exp(-(((minute - 75) / 55) ** 2))) / 4;

/**
 * So many arrivals of a Poisson process whose rate follows busy(), in order: given their number they are independent of each
 * other, so each is drawn by rejection.
 */
function arrivals(chance, count, minutes) {
  const times = [];
  while (times.length < count) {
    const at = chance() * minutes;
    if (chance() < busy(at)) times.push(at);
  }
  return times.sort((a, b) => a - b);
}

const URGENCIES = [['red', 1], ['orange', 9], ['yellow', 30], ['green', 60]];
const TYPES = [['adult', 62], ['child', 18], ['elderly', 12], ['pregnant', 6], ['disabled', 2]];
/** From the call to the beginning: people get up and walk. */
const WALK = { least: 0.3, most: 1.2 };
const MEAN_WALK = (WALK.least + WALK.most) / 2;

const WAYS = [['desk', 55], ['whatsapp', 30], ['check-in', 15]];

/**
 * Who comes: points [{id, rooms, usual}], each busy for that share of the minutes. A point gets its part of the patients by its
 * rooms and the minutes that a patient usually takes there, relative to the others,
 * and its mean service time from that load, in which the walk from the waiting room counts: {patients, serviceMinutes by point id}.
 *
 * A patient: {at, way, point, urgency, type, walk and service (minutes), shows (comes when called first), back (minutes until a missed
 * one is back, or null), worse (minutes until triage finds them more urgent, or null), misled (the point they were meant for,
 * or null), leaves (minutes until they give up, or null)}.
 */
function plan({ seed, tickets, minutes, points, load = 0.85, ways = WAYS }) {
  const chance = chances(seed);
  const weight = point => point.rooms.length / (point.usual || 10);
  const all = points.reduce((sum, point) => sum + weight(point), 0);
  const serviceMinutes = {};
  for (const point of points) serviceMinutes[point.id] = load * minutes * point.rooms.length / (tickets * weight(point) / all) - MEAN_WALK;
  const patients = arrivals(chance, tickets, minutes - 30).map(at => {
    const point = pick(chance, points.map(p => [p, weight(p)]));
    const way = pick(chance, ways);
    const urgency = way === 'whatsapp' ? 'green' : pick(chance, URGENCIES);
    const wrong = chance() < 0.02 ? pick(chance, points.filter(p => p !== point).map(p => [p.id, 1])) : null;
    return {
      at, way, point: wrong || point.id, misled: wrong ? point.id : null, urgency, type: pick(chance, TYPES),
      walk: WALK.least + (WALK.most - WALK.least) * chance(), service: lognormal(chance, serviceMinutes[point.id]), shows: chance() < 0.93, back: chance() < 0.6 ? 3 + 25 * chance() : null,
      worse: urgency === 'yellow' || urgency === 'green' ? (chance() < 0.03 ? 2 + 20 * chance() : null) : null,
      leaves: urgency === 'green' && chance() < 0.02 ? 20 + 60 * chance() : null,
    };
  });
  return { patients, serviceMinutes };
}

module.exports = { chances, normal, lognormal, pick, busy, arrivals, plan };
