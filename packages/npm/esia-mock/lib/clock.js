// The clock of a stand.

/** Shows the stand's time and moves it; what falls due by that is done before a call has its answer. */
export class Clock {
  #call;
  #before;

  constructor(call) {
    this.#call = call;
  }

  /** `now`, `mode`, `offset`, `zone`, `working_day`, `next_due`. */
  face() {
    return this.#call('GET', '/clock');
  }

  async now() {
    return new Date((await this.face()).now);
  }

  /** To a time with its offset, such as 2026-09-01T09:00:00+05:00, a Date, or `system`. */
  set(time) {
    return this.#change({ now: time instanceof Date ? time.toISOString() : time });
  }

  /** By an ISO 8601 duration: PT15M, P1D, -PT1H. */
  advance(by) {
    return this.#change({ advance: by });
  }

  /** By working days of the Russian calendar: P1D; `at` is the time of that day, such as 09:00. */
  advanceWorking(by, { at } = {}) {
    return this.#change({ advance_working: by, at });
  }

  freeze() {
    return this.#change({ mode: 'frozen' });
  }

  release() {
    return this.#change({ mode: 'released' });
  }

  /** To what it was before it was moved here. */
  async putBack() {
    const before = this.#before;
    if (!before) return;
    if (before.mode === 'frozen') {
      await this.#change({ now: before.now, mode: 'frozen' });
    } else {
      await this.#change({ now: 'system', mode: 'released' });
      await this.#change({ advance: `PT${before.offset}S` });
    }
    this.#before = undefined;
  }

  async #change(change) {
    this.#before ??= await this.face();
    return this.#call('PUT', '/clock', change);
  }
}
