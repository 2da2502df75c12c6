// The server of a test file, a portal at any of its stands, and somebody who comes there.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { CALLBACK, Portal } from './portal.js';

/** A key of the portal and its certificate; gives what makes a portal at a stand. */
export async function portals(esia) {
  await esia.client('PORTAL', { redirect_uris: [CALLBACK] });
  const made = await esia.clientKey('PORTAL');
  const folder = mkdtempSync(path.join(tmpdir(), 'esia-mock-'));
  const [key, certificate] = ['key.pem', 'key.crt'].map((name) => path.join(folder, name));
  writeFileSync(key, made.private_key);
  writeFileSync(certificate, made.certificate);
  const at = async (stand) => {
    await stand.client('PORTAL', { redirect_uris: [CALLBACK], certificate: made.certificate });
    return new Portal(stand.url, key, certificate);
  };
  return { at, remove: () => rmSync(folder, { recursive: true }) };
}
