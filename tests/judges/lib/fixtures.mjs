// Fixtures of a test's own: the repository's people, and clients that the test describes.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { ROOT } from './mock.mjs';

/** Options for `startMock`: these clients beside the repository's people and organisations. */
export function withClients(t, ...clients) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'esia-judge-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const kind of ['people', 'organizations']) {
    cpSync(path.join(ROOT, 'fixtures', kind), path.join(folder, kind), { recursive: true });
  }
  mkdirSync(path.join(folder, 'clients'));
  for (const client of clients) {
    writeFileSync(path.join(folder, 'clients', `${client.mnemonic.toLowerCase()}.json`), JSON.stringify(client));
  }
  return ['--fixtures', folder];
}
