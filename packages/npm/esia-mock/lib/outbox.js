// Letters, SMS and messages that a stand has written.

import { EsiaMockError } from './errors.js';

/** Messages that fit; asked for when they are looked at. */
export class Outbox {
  #call;
  #wanted;

  constructor(call, wanted) {
    this.#call = call;
    this.#wanted = wanted;
  }

  /** From the oldest on; waits so many seconds for one if there is none. */
  async list({ wait } = {}) {
    return (await this.#call('GET', '/outbox', undefined, { ...this.#wanted, wait, limit: 1000 })).messages;
  }

  /** Takes them away; how many there were. */
  async empty() {
    return (await this.#call('DELETE', '/outbox', undefined, this.#wanted)).deleted;
  }
}

/** What one person gets, message after message. */
export class Inbox {
  #call;
  #person;
  #after;

  constructor(call, person) {
    this.#call = call;
    this.#person = person;
  }

  /** The next message that was not handed out yet; waits so many seconds for it. */
  async next({ kind, wait = 10 } = {}) {
    const query = { person: this.#person, after: this.#after, kind, wait, limit: 1 };
    const [message] = (await this.#call('GET', '/outbox', undefined, query)).messages;
    if (!message) throw new EsiaMockError(`no ${kind ?? 'message'} came for ${this.#person} within ${wait} s`);
    this.#after = message.number;
    return message;
  }
}
