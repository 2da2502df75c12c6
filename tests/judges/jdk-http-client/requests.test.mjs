// The JDK's HTTP client, so Spring's RestClient and much else in Java: none of its requests may be lost on the line.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { startMock } from '../lib/mock.mjs';

const PROGRAM = path.join(path.dirname(fileURLToPath(import.meta.url)), 'Requests.java');
const JAVA = process.env.JAVA || 'java';
const COUNT = process.env.JDK_REQUESTS || '6000';

test(`${COUNT} requests in a row by java.net.http.HttpClient, none of them fails`, async (t) => {
  const mock = await startMock(t);
  const java = spawn(JAVA, [PROGRAM, mock.url, COUNT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => java.once('close', resolve));
  const said = await text(java.stdout);
  t.diagnostic(said.trim());
  assert.equal(await ended, 0, said);
});
