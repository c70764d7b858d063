'use strict';
// Signed WhatsApp webhooks, one message or status each, over kept-alive connections: what silent.js, recovery.js and hospital.js send.
const http = require('http');
const crypto = require('crypto');

const metadata = pnid => ({ display_phone_number: '15550783881', phone_number_id: pnid });

/** url, secret, pnid of the account; prefix: two digits that set these people's numbers apart from other drivers'; clock: milliseconds. */
class Webhooks {
  constructor({ url, secret, pnid, connections = 128, prefix = '92', clock = Date.now }) {
    this.url = new URL(url);
    this.secret = secret;
    this.pnid = pnid;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
    this.run = crypto.randomBytes(4).toString('hex');
    this.base = prefix + String(Date.now() % 100000).padStart(5, '0');
    this.serial = 0;
    this.clock = clock;
  }

  /** The time as WhatsApp writes it. */
  timestamp() { return String(Math.floor(this.clock() / 1000)); }

  phone(n) { return this.base + String(n).padStart(6, '0'); }

  /** An identifier that no provider gave out before. */
  id() { return `wamid.S${this.run}${(++this.serial).toString(36)}`; }

  /** Resolves to the status code; rejects when nobody answers. */
  post(value) {
    const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '2', changes: [{ field: 'messages', value }] }] }));
    const signature = crypto.createHmac('sha256', this.secret).update(body).digest('hex');
    return new Promise((resolve, reject) => {
      const request = http.request({ agent: this.agent, host: this.url.hostname, port: this.url.port, path: this.url.pathname, method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, 'X-Hub-Signature-256': `sha256=${signature}` } },
      answer => { answer.resume(); answer.on('end', () => resolve(answer.statusCode)); });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Person n writes a text. */
  says(n, text) {
    return this.sends(n, { type: 'text', text: { body: text } });
  }

  /** Person n sends any message: a text, a tapped button or row. */
  sends(n, message) {
    return this.post({ messaging_product: 'whatsapp', metadata: metadata(this.pnid), contacts: [{ profile: { name: `P${n}` }, wa_id: this.phone(n) }],
      messages: [{ from: this.phone(n), id: this.id(), timestamp: this.timestamp(), ...message }] });
  }

  /** A status of our message {id, to, opaque}. */
  status(message, status) {
    return this.post({ messaging_product: 'whatsapp', metadata: metadata(this.pnid),
      statuses: [{ id: message.id, status, timestamp: this.timestamp(), recipient_id: message.to, biz_opaque_callback_data: message.opaque }] });
  }
}

/**
 * A Graph API that takes every call. taken({id, to, opaque, body}) hears of each message; up() false: answers 503 instead.
 * Resolves to the listening server.
 */
function graph(port, webhooks, taken, up = () => true) {
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts));
      const id = webhooks.id();
      const open = up();
      if (open && body.type) taken({ id, to: String(body.to).replace('+', ''), opaque: body.biz_opaque_callback_data, body });
      const answer = !open ? '{"error":{"message":"(#131016) Service unavailable","code":131016}}'
        : body.type ? JSON.stringify({ messages: [{ id }] }) : '{"success":true}';
      response.writeHead(open ? 200 : 503, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 120000;
  return new Promise(resolve => server.listen(port, '127.0.0.1', 4096, () => resolve(server)));
}

/** Does work(0) … work(count - 1), so many at a time. */
async function inParallel(count, atOnce, work) {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => { while (next < count) await work(next++); }));
}

module.exports = { Webhooks, graph, inParallel };
