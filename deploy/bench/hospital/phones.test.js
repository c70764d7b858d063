'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { Phones, read, answer, ticketIn } = require('./phones');

const text = body => read({ type: 'text', text: { body } });
const buttons = (body, ...titles) => read({ type: 'interactive', interactive: { type: 'button', body: { text: body }, action: { buttons: titles.map((title, i) => ({ reply: { id: `b${i}`, title } })) } } });
const list = (body, ...titles) => read({ type: 'interactive', interactive: { type: 'list', body: { text: body }, action: { sections: [{ rows: titles.map((title, i) => ({ id: `r${i}`, title })) }] } } });
const tapped = reply => reply.interactive[reply.interactive.type].title;

test('a ticket is recognised, and what only looks like one is not', () => {
  assert.strictEqual(ticketIn(text('Your ticket is *A17*. 5 people are before you.')), 'A17');
  assert.strictEqual(ticketIn(text('Tiketi yako: LAB3')), 'LAB3');
  assert.strictEqual(ticketIn(text('The wait is 20–35 minutes. Do you want to join?')), null);
  assert.strictEqual(ticketIn(text('xA17y')), null);
});

test('the wanted service point is chosen, also when its title was cut', () => {
  const message = list('Where to?', 'General outpatient', 'Maternal and child healt', 'Dental');
  assert.strictEqual(tapped(answer(message, ['Afya ya mama', 'Maternal and child health'])), 'Maternal and child healt');
});

test('consent is given, joining is preferred, leaving is avoided', () => {
  assert.strictEqual(tapped(answer(buttons('Do you agree?', 'I do not', 'I agree'), ['x'])), 'I agree');
  assert.strictEqual(tapped(answer(list('How can I help?', 'Book a visit', 'Join the queue'), ['x'])), 'Join the queue');
  assert.strictEqual(tapped(answer(buttons('?', 'Back', 'Something'), ['x'])), 'Something');
});

test('questions without options are answered in words', () => {
  assert.strictEqual(answer(text('How old are you?'), []).text.body, '34');
  assert.strictEqual(answer(text('What is your full name?'), []).text.body, 'Load Person');
  assert.strictEqual(answer(text('Hm?'), []).text.body, '1');
});

/** Phones whose messages are kept instead of sent. */
function phones() {
  const all = new Phones({ url: 'http://127.0.0.1:1/webhooks/whatsapp', secret: 's', pnid: '1' }, () => 1000);
  all.written = [];
  all.webhooks.sends = (n, message) => { all.written.push({ n, message }); return Promise.resolve(200); };
  all.hears = (n, opaque, body) => all.received({ to: all.webhooks.phone(n), opaque, body: { type: 'text', text: { body } } });
  return all;
}

test('a person answers until the ticket comes, and knows the wait that was told', async () => {
  const all = phones();
  const joined = all.join(7, ['General outpatient'], 5000);
  all.hears(7, 'a', 'How old are you?');
  all.hears(7, 'b', 'Your number is *A3*, Afya. Expected wait: 5 to 15 minutes.\n\nWe will write to you.');
  assert.deepStrictEqual(await joined, { label: 'A3', told: { from: 5, to: 15 } });
  assert.deepStrictEqual(all.written.map(({ message }) => message.text.body), ['join the queue', '34']);
  assert.strictEqual(all.joins.length, 1);
});

test('who gets no ticket in time is told apart, with the last that was said', async () => {
  const all = phones();
  const joined = all.join(7, ['Dental'], 20);
  all.hears(7, 'a', 'What is your full name?');
  assert.strictEqual(await joined, null);
  assert.deepStrictEqual(all.stuck, ['What is your full name?']);
});

test('a notice is kept and not answered, and who was missed comes back by its button', async () => {
  const all = phones();
  all.hears(7, 'a', 'Number *A3*: please come in now, room 2, Afya. Thank you for waiting.');
  all.received({ to: all.webhooks.phone(7), opaque: 'b', body: { type: 'interactive', interactive: { type: 'button',
    body: { text: 'We called number *A3* at Afya and did not see you. If you are here, come back into the queue with the button below.' },
    action: { buttons: [{ reply: { id: 'x|rejoin', title: 'I am back' } }] } } } });
  assert.deepStrictEqual(all.notices.map(({ kind, label, at }) => [kind, label, at]), [['called', 'A3', 1000], ['missed', 'A3', 1000]]);
  assert.strictEqual(all.written.length, 0);
  const back = all.rejoin(7, 5000);
  assert.strictEqual(all.written[0].message.interactive.button_reply.id, 'x|rejoin');
  all.hears(7, 'c', 'Welcome back. Number *A3* is in the queue again. Nobody is ahead of you.');
  assert.strictEqual(await back, 'A3');
});

test('the same message twice is noticed', () => {
  const all = phones();
  for (const opaque of ['a', 'a', 'b']) all.hears(7, opaque, 'Hello');
  assert.deepStrictEqual(all.messages(), { sent: 3, people: 1, twice: 1 });
});
