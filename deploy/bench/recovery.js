'use strict';
// How fast a node recovers conversations that owe an answer, and what that costs the people who write meanwhile. So many people say
// hello while the Graph API is away; the node is killed (-9); it starts again with the Graph API back and nobody in memory. Nobody
// of the first people writes again: each must be woken and answered. A few new people a second write and are timed.
const { Webhooks, graph, inParallel } = require('./webhooks');
const { quantile } = require('./figures');

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** account: {url, secret, pnid}; people owed an answer; livePerS new people a second meanwhile; limitS for the whole recovery. */
async function recovery(product, { account, stubPort, people, livePerS = 20, limitS = 1800 }) {
  const owed = new Webhooks({ ...account, prefix: '93' });
  const live = new Webhooks({ ...account, prefix: '94' });
  const answered = new Map(); // opaque id → times it was sent
  const firstAnswer = new Map(); // phone → when
  let up = false;
  const stub = await graph(stubPort, owed, message => {
    answered.set(message.opaque, (answered.get(message.opaque) || 0) + 1);
    if (!firstAnswer.has(message.to)) firstAnswer.set(message.to, performance.now());
  }, () => up);
  try {
    console.error(`recovery: ${people} people say hello, nobody is answered`);
    await inParallel(people, 128, async n => { if (await owed.says(n, 'Hi') !== 200) throw new Error('a hello was not taken'); });
    await product.kill();
    up = true;
    const healthy = await product.start();
    const began = performance.now();
    const latencies = [];
    const waits = new Map(); // phone → when they wrote
    let refused = 0;
    let running = true;
    const talk = (async () => {
      for (let n = 0; running; n++) {
        const phone = live.phone(n);
        waits.set(phone, performance.now());
        live.says(n, 'Hi').then(code => { if (code !== 200) refused++; }, () => { refused++; });
        await pause(1000 / livePerS);
      }
    })();
    const curve = [];
    const recovered = () => { let n = 0; for (const phone of firstAnswer.keys()) if (phone.startsWith('93')) n++; return n; };
    let done = 0;
    for (let tick = 0; (done = recovered()) < people && performance.now() - began < limitS * 1000; tick++) {
      if (tick % 10 === 0) curve.push([Math.round((performance.now() - began) / 1000), done]);
      await pause(1000);
    }
    const seconds = (performance.now() - began) / 1000;
    running = false;
    await talk;
    await pause(10000); // those who wrote last are answered
    for (const [phone, at] of waits) if (firstAnswer.has(phone)) latencies.push(firstAnswer.get(phone) - at);
    const lost = people - recovered() + [...waits.keys()].filter(phone => !firstAnswer.has(phone)).length;
    const twice = [...answered.values()].filter(times => times > 1).length;
    return { people, healthy_ms: healthy, seconds: +seconds.toFixed(1), per_s: +(done / seconds).toFixed(1), live_people: waits.size, live_refused: refused,
      live_reply_ms: { n: latencies.length, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }, lost, sent_twice: twice, curve };
  } finally {
    stub.closeAllConnections();
    await new Promise(resolve => stub.close(resolve));
  }
}

module.exports = { recovery };
