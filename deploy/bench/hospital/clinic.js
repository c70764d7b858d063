'use strict';
// The front desk's and the rooms' side: the API of one clinic's queue, timed.
const http = require('http');
const crypto = require('crypto');

/** An answer other than 2xx; problem is its body. */
class RefusedError extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path}: ${status} ${problem && (problem.detail || problem.title) || ''}`);
    this.status = status;
    this.problem = problem;
  }
}

class Clinic {
  /** base: the product's address; practice: whose staff this is; id: the clinic's. */
  constructor({ base, practice, id }) {
    this.base = base;
    this.practice = practice;
    this.id = id;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
    this.took = []; // of each call-next: {ms, called}
  }

  /** Resolves to the body of a 2xx answer. A key makes a repetition recognisable; every command gets one of its own. */
  request(method, path, body) {
    const data = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const headers = { 'X-Tabib-Practice': this.practice, Accept: 'application/json' };
    if (method === 'POST') headers['Idempotency-Key'] = crypto.randomUUID();
    if (data) Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': data.length });
    return new Promise((resolve, reject) => {
      const request = http.request(this.base + path, { method, headers, agent: this.agent }, answer => {
        const parts = [];
        answer.on('data', part => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          let json = null;
          try { json = text ? JSON.parse(text) : null; } catch (notJson) { return reject(new RefusedError(method, path, answer.statusCode, { detail: text.slice(0, 200) })); }
          if (answer.statusCode >= 200 && answer.statusCode < 300) resolve(json); else reject(new RefusedError(method, path, answer.statusCode, json));
        });
      });
      request.on('error', reject);
      request.end(data || undefined);
    });
  }

  queuePath(rest = '') { return `/api/v1/queues/${encodeURIComponent(this.id)}${rest}`; }

  /** The day now: {points, tickets, status}. */
  queue() { return this.request('GET', this.queuePath()); }

  ticket(label) { return this.request('GET', this.queuePath(`/tickets/${label}`)); }

  /** What the queue's clock shows, in milliseconds: from the waiting room's display. */
  async now() { return Date.parse((await this.request('GET', `/display/${encodeURIComponent(this.id)}/board`)).serverTime); }

  register(servicePoint, urgency, patientType, patient) { return this.request('POST', this.queuePath('/tickets'), { servicePoint, urgency, patientType, patient }); }

  /** The next ticket, or null when nobody can be called; timed. */
  async callNext(servicePoint, room) {
    const began = performance.now();
    const answer = await this.request('POST', this.queuePath('/call-next'), { servicePoint, room });
    this.took.push({ ms: performance.now() - began, called: Boolean(answer.ticket) });
    return answer.ticket || null;
  }

  /** recall, skip, return, start, finish, retriage, transfer, leave. */
  deed(what, label, body) { return this.request('POST', this.queuePath(`/tickets/${label}/${what}`), body); }

  /** Today in numbers, as the read models count it: {tickets, served, missed, left, open, …}. */
  async numbers() {
    const { total } = await this.request('GET', this.queuePath('/statistics'));
    return total;
  }

  undo(commandId) { return this.request('POST', this.queuePath('/undo'), { commandId }); }

  close(reason) { return this.request('POST', this.queuePath('/close'), { reason }); }

  /** Free times between these two at this clinic, earliest first. */
  async slots(from, to) {
    const window = `from=${encodeURIComponent(new Date(from).toISOString())}&to=${encodeURIComponent(new Date(to).toISOString())}&limit=100`;
    const slots = [];
    for (let cursor = ''; cursor !== null;) {
      const page = await this.request('GET', `/api/v1/slots?${window}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      slots.push(...page.items.filter(slot => slot.clinicId === this.id));
      cursor = page.next || null;
    }
    return slots;
  }

  book(slot, patient) { return this.request('POST', '/api/v1/appointments', { doctorId: slot.doctorId, start: slot.start, patient: { new: patient }, complaint: 'Follow-up' }); }

  checkIn(appointment, urgency, patientType) { return this.request('POST', `/api/v1/appointments/${appointment}/check-in`, { urgency, patientType }); }
}

module.exports = { Clinic, RefusedError };
