'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { read, answer, ticketIn } = require('./phones');

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
