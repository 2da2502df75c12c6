// Faults: how the stand is told to fail.

import { segment } from './api.js';
import { EsiaMockError, WrongCall } from './errors.js';
import { whom } from './values.js';

// What says when a fault acts; every other word says what it does.
export const WHEN = ['client', 'person', 'method', 'path', 'skip', 'times', 'until', 'for', 'handle'];

/** The body of the call. */
export function wish(at, said) {
  const when = {};
  const act = {};
  for (const [name, value] of Object.entries(said)) (WHEN.includes(name) ? when : act)[name] = value;
  if (when.person !== undefined) when.person = whom(when.person);
  return { at, ...when, do: act };
}

/** A fault that was armed. */
export class Fault {
  #call;

  constructor(call, name) {
    this.#call = call;
    this.name = name;
  }

  /** How often it has acted. */
  async hits() {
    return (await this.#call('GET', `/faults/${segment(this.name)}`)).hits;
  }

  /** Until it has acted so often; for so many seconds at most. */
  async wait({ hits = 1, wait = 10 } = {}) {
    const { hits: met } = await this.#call('GET', `/faults/${segment(this.name)}`, undefined, { hits, wait });
    if (met < hits) throw new EsiaMockError(`the fault ${this.name} has met ${met} of ${hits} requests within ${wait} s`);
  }

  /** Disarms it; it may be gone already. */
  async clear() {
    try {
      await this.#call('DELETE', `/faults/${segment(this.name)}`);
    } catch (error) {
      if (!(error instanceof WrongCall) || error.status !== 404) throw error;
    }
  }
}
