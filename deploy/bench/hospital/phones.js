'use strict';
// Patients' phones: they ask to join the queue in WhatsApp, through signed webhooks, and answer whatever they are asked until a
// ticket is in a message. What is answered to what is pure and tested by phones.test.js.
const { Webhooks, graph } = require('../webhooks');
const { notice, told } = require('./notices');

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

/** What a person's message says, in one line. */
const shown = message => message.text ? message.text.body : `[${message.interactive[message.interactive.type].title}]`;

/** Every line of the first few people's conversations, to be read. */
class Talks {
  constructor(people) {
    this.people = people;
    this.lines = new Map(); // number → lines
  }

  add(number, sign, text) {
    if (!this.lines.has(number) && this.lines.size < this.people) this.lines.set(number, []);
    if (this.lines.has(number)) this.lines.get(number).push(`${sign} ${text.replaceAll('\n', '\n  ')}`);
  }

  text() { return [...this.lines.values()].map(lines => lines.join('\n')).join('\n\n---\n\n') + '\n'; }
}

/** All phones and the Graph API that the product sends to. */
class Phones {
  constructor(account, clock) {
    this.webhooks = new Webhooks({ ...account, prefix: '25', clock });
    this.clock = clock;
    this.joining = new Map(); // number → {point, done, turns}
    this.missed = new Map(); // number → the tap that brings back who was missed
    this.backs = new Map(); // number → what to do once they are back
    this.notices = []; // {to, kind, label, at}
    this.joins = []; // real milliseconds from the first word to the ticket
    this.stuck = []; // what was said last to who got no ticket
    this.talks = new Talks(5);
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
    const message = read(body);
    this.talks.add(to, '<', message.text + message.options.map(({ title }) => `\n[${title}]`).join(''));
    const about = notice(message.text);
    if (about) {
      this.told(to, about, message);
      return;
    }
    const person = this.joining.get(to);
    if (!person) return;
    const label = ticketIn(message);
    if (label || ++person.turns > 25) {
      this.joining.delete(to);
      if (label === null) this.stuck.push(message.text);
      person.done(label && { label, told: told(message.text) });
    } else {
      person.last = message.text;
      this.write(person.n, answer(message, person.point));
    }
  }

  /** A message about a ticket that nobody asked for, or the answer to coming back. */
  told(to, { kind, label }, message) {
    if (kind === 'back') {
      const done = this.backs.get(to);
      if (done) done(label);
      return;
    }
    this.notices.push({ to, kind, label, at: this.clock() });
    const back = message.options[0];
    if (kind === 'missed' && back) this.missed.set(to, { type: 'interactive', interactive: { type: back.kind, [back.kind]: { id: back.id, title: back.title } } });
  }

  /** Person n, who was missed, is back: taps below the message that said so, or writes it when there was none. Resolves to the label, or null. */
  rejoin(n, limitMs) {
    return new Promise(resolve => {
      const to = this.webhooks.phone(n);
      const done = label => { clearTimeout(timer); this.backs.delete(to); resolve(label); };
      const timer = setTimeout(done, limitMs, null);
      this.backs.set(to, done);
      this.write(n, this.missed.get(to) || { type: 'text', text: { body: 'I am back' } });
    });
  }

  write(n, message) {
    this.talks.add(this.webhooks.phone(n), '>', shown(message));
    this.webhooks.sends(n, message).then(code => { if (code !== 200) this.unacknowledged++; }, () => { this.unacknowledged++; });
  }

  /** Person n joins the queue at that service point (its names). Resolves to {label, told}, or null when no ticket came in time. */
  join(n, point, limitMs) {
    return new Promise(resolve => {
      const to = this.webhooks.phone(n);
      const began = performance.now();
      const timer = setTimeout(() => {
        this.stuck.push(this.joining.get(to).last || 'nothing');
        this.joining.delete(to);
        resolve(null);
      }, limitMs);
      this.joining.set(to, { n, point, turns: 0, done: ticket => {
        clearTimeout(timer);
        if (ticket) this.joins.push(performance.now() - began);
        resolve(ticket);
      } });
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
