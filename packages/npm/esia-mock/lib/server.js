// A server of one's own: the program, and its stand `default`.

import { makeApi } from './api.js';
import { Process } from './program.js';
import { Stand } from './stand.js';

export class EsiaMock extends Stand {
  #process;

  /** Starts `esia-mock serve` on a free port; `options` are its own, such as `--fixtures` and `--clock`. */
  static async start(options = [], { program } = {}) {
    const process = await Process.start(options, program);
    const esia = EsiaMock.#known(process.url, tokenOf(options));
    esia.#process = process;
    try {
      await esia.check();
    } catch (error) {
      await esia.stop();
      throw error;
    }
    return esia;
  }

  /** One that is running already. */
  static async at(url, token = process.env.ESIA_MOCK_CONTROL_TOKEN) {
    const esia = EsiaMock.#known(url, token);
    await esia.check();
    return esia;
  }

  static #known(url, token) {
    return new EsiaMock(url, makeApi(`${url.replace(/\/+$/, '')}/_mock/api/v1`, token));
  }

  get pid() {
    return this.#process?.pid;
  }

  /** Stops the server that `start` has started. */
  async stop() {
    await this.#process?.stop();
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.stop();
  }
}

/** The control token that the server has: among the options, in either spelling, or of the environment. */
function tokenOf(options) {
  const place = options.findIndex((option) => option === '--control-token' || option.startsWith('--control-token='));
  if (place < 0) return process.env.ESIA_MOCK_CONTROL_TOKEN;
  return options[place].includes('=') ? options[place].slice('--control-token='.length) : options[place + 1];
}
