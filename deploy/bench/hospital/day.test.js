'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { chances, lognormal, pick, arrivals, plan } = require('./day');

const points = [{ id: 'a', rooms: ['1', '2', '3'] }, { id: 'b', rooms: ['4'], usual: 5 }];
const mean = numbers => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

test('the same seed is the same day, another is another', () => {
  const day = seed => plan({ seed, tickets: 50, minutes: 480, points });
  assert.deepStrictEqual(day(7), day(7));
  assert.notDeepStrictEqual(day(7), day(8));
});

test('arrivals are as many as wanted, in order, within the day, and most dense in the morning', () => {
  const times = arrivals(chances(1), 6000, 450);
  assert.strictEqual(times.length, 6000);
  assert.ok(times.every((at, i) => at >= 0 && at < 450 && (i === 0 || at >= times[i - 1])));
  const within = (from, to) => times.filter(at => at >= from && at < to).length;
  const peak = within(60, 90);
  const quiet = within(300, 330);
  assert.ok(peak > 3 * quiet && peak < 5 * quiet, `${peak} in the peak, ${quiet} in a quiet half hour`);
});

test('arrivals come as in a Poisson process: gaps in a quiet time vary as much as they are long', () => {
  const times = arrivals(chances(2), 20000, 450).filter(at => at > 300);
  const gaps = times.slice(1).map((at, i) => at - times[i]);
  const m = mean(gaps);
  const deviation = Math.sqrt(mean(gaps.map(gap => (gap - m) ** 2)));
  assert.ok(Math.abs(deviation / m - 1) < 0.05, `deviation ${deviation}, mean ${m}`);
});

test('service times have their mean and a long tail', () => {
  const chance = chances(3);
  const times = Array.from({ length: 50000 }, () => lognormal(chance, 8)).sort((a, b) => a - b);
  assert.ok(Math.abs(mean(times) - 8) < 0.15, `mean ${mean(times)}`);
  assert.ok(times[25000] < 7.2 && times[49500] > 22, `p50 ${times[25000]}, p99 ${times[49500]}`);
  assert.ok(times[0] > 0);
});

test('a choice follows its weights', () => {
  const chance = chances(4);
  let often = 0;
  for (let i = 0; i < 20000; i++) if (pick(chance, [['x', 1], ['y', 3]]) === 'y') often++;
  assert.ok(Math.abs(often / 20000 - 0.75) < 0.02);
  assert.strictEqual(pick(() => 0.9999999, [['only', 1]]), 'only');
});

test('a day is as busy as it is meant to be, at every service point', () => {
  const minutes = 480;
  const { patients, serviceMinutes } = plan({ seed: 5, tickets: 600, minutes, points, load: 0.8 });
  for (const point of points) {
    const meant = patients.filter(patient => (patient.misled || patient.point) === point.id);
    const share = meant.reduce((sum, patient) => sum + patient.walk + patient.service, 0) / (minutes * point.rooms.length);
    assert.ok(Math.abs(share - 0.8) < 0.15, `${point.id}: ${share}`);
  }
  assert.ok(serviceMinutes.b > 0 && Math.abs((serviceMinutes.a + 0.75) / (serviceMinutes.b + 0.75) - 2) < 0.001);
});

test('every way, urgency and mishap is in a day, and a misled patient was meant for another point', () => {
  const { patients } = plan({ seed: 6, tickets: 600, minutes: 480, points });
  const values = key => new Set(patients.map(patient => patient[key]));
  assert.deepStrictEqual(values('way'), new Set(['desk', 'whatsapp', 'check-in']));
  assert.deepStrictEqual(values('urgency'), new Set(['red', 'orange', 'yellow', 'green']));
  for (const key of ['worse', 'misled', 'leaves', 'back']) assert.ok(patients.some(patient => patient[key] !== null), key);
  assert.ok(patients.some(patient => !patient.shows));
  assert.ok(patients.every(patient => patient.misled === null || patient.misled !== patient.point));
});
