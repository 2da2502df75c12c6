// The program `esia-mock`: where it is, and how it is started and stopped.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import readline from 'node:readline';

import { EsiaMockError } from './errors.js';

// A debug build on a busy machine needs a while; a program that hangs is told so.
const START_LIMIT_MS = 60_000;
const LOG_LINES = 1000;
const OWN = `${process.platform}-${process.arch}`;

/** `ESIA_MOCK_BIN`, the program of the package for this platform, or one on `PATH`. */
export function find() {
  if (process.env.ESIA_MOCK_BIN) return process.env.ESIA_MOCK_BIN;
  const name = process.platform === 'win32' ? 'esia-mock.exe' : 'esia-mock';
  try {
    return createRequire(import.meta.url).resolve(`@esia-mock/${OWN}/bin/${name}`);
  } catch {
    return name;
  }
}

/** A running `esia-mock serve`. It ends with this process, however this one ends. */
export class Process {
  static async start(options, program = find()) {
    const started = new Process(program, options);
    try {
      started.url = await started.#firstLine();
    } catch (error) {
      await started.stop();
      throw error;
    }
    started.#letGo();
    return started;
  }

  #child;
  #read;
  #lines = [];

  constructor(program, options) {
    // The program ends when its standard input does.
    this.#child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--exit-with-parent', ...options], { stdio: 'pipe' });
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', resolve);
      this.#child.once('error', resolve);
    });
    // Later than its end: by then everything it has said was read.
    this.#read = new Promise((resolve) => {
      this.#child.once('close', resolve);
      this.#child.once('error', resolve);
    });
    // Read to its end, so that a log which nobody looks at holds nothing up.
    readline.createInterface({ input: this.#child.stderr }).on('line', (line) => {
      this.#lines.push(line);
      if (this.#lines.length > LOG_LINES) this.#lines.shift();
    });
    this.#child.stdin.on('error', () => {});
  }

  get pid() {
    return this.#child.pid;
  }

  /** What it has written to standard error: the end of it. */
  log() {
    return this.#lines.join('\n');
  }

  async #firstLine() {
    const lines = readline.createInterface({ input: this.#child.stdout });
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), START_LIMIT_MS);
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close'), once(this.#child, 'error')])
      .catch((error) => [error])
      .finally(() => clearTimeout(limit));
    const address = /^listening on (\S+?)\/?$/.exec(line);
    if (address) return address[1];
    if (line?.code === 'ENOENT') {
      throw new EsiaMockError(`no program ${this.#child.spawnfile}: neither the package @esia-mock/${OWN} nor PATH has it; ESIA_MOCK_BIN can name one`);
    }
    await this.#read;
    throw new EsiaMockError(`esia-mock did not start; it said:\n${line ?? ''}\n${this.log()}`);
  }

  /** Lets this process end although the server runs; the server then ends as well. */
  #letGo() {
    this.#child.unref();
    for (const pipe of this.#child.stdio) pipe.unref?.();
    this.#child.stdout.resume();
  }

  async stop() {
    this.#child.kill('SIGTERM');
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    this.#child.ref();
    await this.ended;
    clearTimeout(limit);
  }
}
