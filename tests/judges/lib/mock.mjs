// Starts the binary under judgement on a free port and stops it again: a test owns its server.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const TARGET = path.resolve(ROOT, process.env.CARGO_TARGET_DIR || 'target');
const START_LIMIT_MS = 30_000;

export const TARGET_DIR = TARGET;

export function key(name) {
  return path.join(ROOT, 'keys', name);
}

/** The program under judgement. */
export function binary() {
  const candidates = process.env.ESIA_MOCK_BIN
    ? [process.env.ESIA_MOCK_BIN]
    : [path.join(TARGET, 'release/esia-mock'), path.join(TARGET, 'debug/esia-mock')];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`no esia-mock binary, looked for ${candidates.join(' and ')}; run: cargo build --release`);
  return found;
}

/** A server of its own for the test `t`, with nothing remembered; `mock.url` is its address. */
export async function startMock(t, ...options) {
  const { lines: [url], log } = await start(t, ['serve', ...options], [/^listening on (https?:\/\/\S+?)\/?$/]);
  return { url, log };
}

/** The same with ЭПОС beside it, whose address is `epos`. */
export async function startDemo(t, ...options) {
  const said = [/^listening on (https?:\/\/\S+?)\/?$/, /^ЭПОС listening on (http:\/\/\S+?)\/?$/];
  const { lines: [url, epos], log } = await start(t, ['demo', '--epos-listen', '127.0.0.1:0', ...options], said);
  return { url, epos, log };
}

/** Starts the program and reads its first lines; gives what stands in them. */
async function start(t, [command, ...options], expected) {
  const server = spawn(binary(), [command, '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const log = [];
  server.stderr.setEncoding('utf8').on('data', (text) => log.push(text));
  t.after(async () => {
    server.kill('SIGTERM');
    await ended;
  });

  const said = await new Promise((resolve, reject) => {
    const giveUp = (why) => reject(new Error(`esia-mock ${why}\n${log.join('')}`));
    const limit = setTimeout(() => giveUp(`said nothing for ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    const lines = [];
    readline.createInterface({ input: server.stdout }).on('line', (line) => {
      if (lines.push(line) === expected.length) { clearTimeout(limit); resolve(lines); }
    });
    server.once('error', (error) => { clearTimeout(limit); giveUp(`did not start: ${error.message}`); });
    server.once('exit', (code) => { clearTimeout(limit); giveUp(`ended with code ${code}`); });
  });
  const lines = expected.map((pattern, at) => {
    const found = pattern.exec(said[at]);
    if (!found) throw new Error(`line ${at + 1} on standard output is not as expected: ${said[at]}`);
    return found[1];
  });
  return { lines, log: () => log.join('') };
}
