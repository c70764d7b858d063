'use strict';
// Patients' phones: they ask to join the queue in WhatsApp, through signed webhooks, and answer whatever they are asked until a
// ticket is in a message. What is answered to what is pure and tested by phones.test.js.
const { Webhooks, graph } = require('../webhooks');

const LABEL = /(?:^|[^\p{L}\p{N}])([A-Z]{1,3}\d{1,4})(?![\p{L}\p{N}])/u;

/** Taken before others, in this order; the names of the wanted service point come first of all. */
const PREFER = [/\b(agree|nakubali)\b/i, /^english/i, /\b(join|queue|foleni)\b/i, /\b(for me|mimi|myself)\b/i, /^(yes|ndiyo|confirm|thibitisha)/i, /female|mwanamke/i];
const AVOID = /cancel|back|menu|stop|decline|not agree|^no\b|human|emergency|ghairi|rudi|hapana/i;
const ANSWERS = [[/how old|\bage\b|umri/i, '34'], [/\bsex\b|jinsia/i, 'Female'], [/name|jina/i, 'Load Person'], [/problem|symptom|shida|tatizo/i, 'Cough since two days']];

/** What a message says and offers: {text, options: [{kind, id, title}]}. */
function read(body) {
  if (body.type !== 'interactive') return { text: (body.text && body.text.body) || '', options: [] };
  const { header, body: main, footer, action = {} } = body.interactive;
  const options = [...(action.buttons || []).map(({ reply }) => ({ kind: 'button_reply', id: reply.id, title: reply.title })),
    ...(action.sections || []).flatMap(section => section.rows.map(row => ({ kind: 'list_reply', id: row.id, title: row.title })))];
  return { text: [header && header.text, main && main.text, footer && footer.text].filter(Boolean).join('\n'), options };
}

/** The ticket that a message gives, or null: only one without a question left, or with buttons about that ticket. */
function ticketIn(message) {
  const found = LABEL.exec(message.text);
  return found ? found[1] : null;
}

/** The answer to a message, as WhatsApp sends it. point: the names of the wanted service point. */
function answer({ text, options }, point) {
  if (!options.length) {
    const found = ANSWERS.find(([question]) => question.test(text));
    return { type: 'text', text: { body: found ? found[1] : '1' } };
  }
  const wanted = options.find(({ title }) => point.some(name => name.startsWith(title) || title.startsWith(name)));
  const preferred = PREFER.map(words => options.find(({ title }) => words.test(title))).find(Boolean);
  const { kind, id, title } = wanted || preferred || options.find(option => !AVOID.test(option.title)) || options[0];
  return { type: 'interactive', interactive: { type: kind, [kind]: { id, title } } };
}

/** All phones and the Graph API that the product sends to. */
class Phones {
  constructor(account, clock) {
    this.webhooks = new Webhooks({ ...account, prefix: '25', clock });
    this.joining = new Map(); // number → {point, done, turns}
    this.sent = new Map(); // opaque id → times
    this.people = new Set();
    this.unacknowledged = 0;
  }

  async open(port) { this.server = await graph(port, this.webhooks, message => this.received(message)); }

  close() {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  }

  received({ to, opaque, body }) {
    if (opaque) this.sent.set(opaque, (this.sent.get(opaque) || 0) + 1);
    this.people.add(to);
    const person = this.joining.get(to);
    if (!person) return;
    const message = read(body);
    const label = ticketIn(message);
    if (label || ++person.turns > 25) {
      this.joining.delete(to);
      person.done(label);
    } else {
      person.last = message.text;
      this.write(person.n, answer(message, person.point));
    }
  }

  write(n, message) {
    this.webhooks.sends(n, message).then(code => { if (code !== 200) this.unacknowledged++; }, () => { this.unacknowledged++; });
  }

  /** Person n joins the queue at that service point (its names). Resolves to the label, or null when no ticket came in time. */
  join(n, point, limitMs = 30000) {
    return new Promise(resolve => {
      const to = this.webhooks.phone(n);
      const timer = setTimeout(() => { this.joining.delete(to); resolve(null); }, limitMs);
      this.joining.set(to, { n, point, turns: 0, done: label => { clearTimeout(timer); resolve(label); } });
      this.write(n, { type: 'text', text: { body: 'join the queue' } });
    });
  }

  /** {sent, people, twice} until now. */
  messages() {
    const times = [...this.sent.values()];
    return { sent: times.reduce((sum, n) => sum + n, 0), people: this.people.size, twice: times.filter(n => n > 1).length };
  }
}

module.exports = { Phones, read, answer, ticketIn };
