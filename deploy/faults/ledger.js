'use strict';
// What went over the wire in one run, both ways: webhooks in, as the gate saw them, and sends out, as the Graph stand-in saw
// them. Only writes things down; figures.js says what they mean. Times are milliseconds of one clock.

class Ledger {
  constructor() {
    this.messages = new Map(); // id of a patient's message → {phone, arrived, acked, replied}
    this.waiting = new Map(); // phone → the patient's messages that have no reply yet
    this.webhooks = []; // answered ones: {arrived, at, status}; status 0: the node never answered
    this.receipts = new Map(); // our own identifier → when a status that carried it was acknowledged
    this.sends = new Map(); // our own identifier → attempts {arrived, fault, accepted, told}
    this.replies = []; // when the provider accepted something for a patient: {arrived, at}
  }

  /** A webhook came. Returns what to call with the HTTP status (0: none) and the time once it was answered. */
  webhook(body, now) {
    const values = (body.entry || []).flatMap(entry => (entry.changes || []).map(change => change.value || {}));
    const messages = values.flatMap(value => value.messages || []);
    const receipts = values.flatMap(value => value.statuses || []).map(status => status.biz_opaque_callback_data).filter(Boolean);
    for (const { id, from } of messages) {
      if (this.messages.has(id)) continue; // a copy, or sent again
      const message = { phone: from, arrived: now, acked: null, replied: null };
      this.messages.set(id, message);
      if (!this.waiting.has(from)) this.waiting.set(from, []);
      this.waiting.get(from).push(message);
    }
    return (status, at) => {
      this.webhooks.push({ arrived: now, at, status });
      if (status < 200 || status > 299) return;
      for (const { id } of messages) {
        const message = this.messages.get(id);
        if (message.acked === null) message.acked = at;
      }
      for (const own of receipts) {
        if (!this.receipts.has(own)) this.receipts.set(own, []);
        this.receipts.get(own).push(at);
      }
    };
  }

  /** An attempt to send came. fault: what will be done to it, or null. */
  send(own, now, fault) {
    const attempt = { arrived: now, fault, accepted: null, told: null };
    if (!this.sends.has(own)) this.sends.set(own, []);
    this.sends.get(own).push(attempt);
    return attempt;
  }

  /** The provider took an attempt over: the person has the message. */
  accepted(attempt, to, now) {
    attempt.accepted = now;
    this.replies.push({ arrived: attempt.arrived, at: now });
    for (const message of this.waiting.get(to) || []) message.replied = now;
    this.waiting.delete(to);
  }
}

module.exports = { Ledger };
