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

function binary() {
  const candidates = process.env.ESIA_MOCK_BIN
    ? [process.env.ESIA_MOCK_BIN]
    : [path.join(TARGET, 'release/esia-mock'), path.join(TARGET, 'debug/esia-mock')];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`no esia-mock binary, looked for ${candidates.join(' and ')}; run: cargo build --release`);
  return found;
}

/** A server of its own for the test `t`, with nothing remembered; `mock.url` is its address. */
export async function startMock(t, ...options) {
  const server = spawn(binary(), ['serve', '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const log = [];
  server.stderr.setEncoding('utf8').on('data', (text) => log.push(text));
  t.after(async () => {
    server.kill('SIGTERM');
    await ended;
  });

  const lines = readline.createInterface({ input: server.stdout });
  const firstLine = await new Promise((resolve, reject) => {
    const giveUp = (why) => reject(new Error(`esia-mock ${why}\n${log.join('')}`));
    const limit = setTimeout(() => giveUp(`said nothing for ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    lines.once('line', (line) => { clearTimeout(limit); resolve(line); });
    server.once('error', (error) => { clearTimeout(limit); giveUp(`did not start: ${error.message}`); });
    server.once('exit', (code) => { clearTimeout(limit); giveUp(`ended with code ${code}`); });
  });
  server.stdout.resume();

  const address = /^listening on (https?:\/\/\S+?)\/?$/.exec(firstLine);
  if (!address) throw new Error(`the first line on standard output is not «listening on http://…»: ${firstLine}`);
  return { url: address[1], log: () => log.join('') };
}
