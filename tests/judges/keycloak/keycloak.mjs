// Keycloak, started as docs/keycloak.md says, on a port of its own and without a file of its database.

import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

import { ROOT } from '../lib/mock.mjs';

export const EXAMPLE = path.join(ROOT, 'examples/keycloak');
const HOME = process.env.KEYCLOAK_HOME;
const REALM = 'epos';
const ADMIN = { username: 'admin', password: 'admin' };
const LAST_LINES = 5;
const START_LIMIT_MS = 300_000;

/** `settings` fill in what `realm.json` leaves open. */
export async function startKeycloak({ after }, settings) {
  if (!HOME) throw new Error('KEYCLOAK_HOME is to name the unpacked distribution; tests/judges/keycloak/check gets it');
  rmSync(path.join(HOME, 'data/import'), { recursive: true, force: true });
  cpSync(path.join(EXAMPLE, 'realm.json'), path.join(HOME, 'data/import/realm.json'));
  // The command that docs/keycloak.md tells, but for the port.
  const [, command] = /bin\/kc\.sh (start-dev .*)/.exec(readFileSync(path.join(ROOT, 'docs/keycloak.md'), 'utf8'));
  const options = [...command.split(' '), '--http-port=0'];
  const environment = {
    ...process.env,
    // It runs for half a minute, which the second compiler is not worth.
    JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
    KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    ...settings,
  };
  const server = spawn(path.join(HOME, 'bin/kc.sh'), options, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  // Not `exit`: that is the end of the script alone, and Java is its child.
  const ended = new Promise((resolve) => server.once('close', resolve));
  after(async () => {
    server.kill('SIGTERM');
    await ended;
  });

  const log = [];
  server.stderr.setEncoding('utf8').on('data', (text) => log.push(text));
  const origin = await new Promise((resolve, reject) => {
    const giveUp = (why) => reject(new Error(`Keycloak ${why}\n${log.join('\n')}`));
    const limit = setTimeout(() => giveUp(`did not listen within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    readline.createInterface({ input: server.stdout }).on('line', (line) => {
      log.push(line);
      const [, address] = /Listening on: (http:\S+)/.exec(line) ?? [];
      if (address) { clearTimeout(limit); resolve(address); }
    });
    server.once('error', (error) => { clearTimeout(limit); giveUp(`did not start: ${error.message}`); });
    server.once('close', (code) => { clearTimeout(limit); giveUp(`ended with code ${code}`); });
  });
  return { origin, realm: `${origin}/realms/${REALM}`, said: () => log.slice(-LAST_LINES).join('\n'), ...administration(origin) };
}

/** What an administrator of the realm sees. */
function administration(origin) {
  async function ask(where) {
    const body = new URLSearchParams({ client_id: 'admin-cli', grant_type: 'password', ...ADMIN });
    const token = await answer(await fetch(`${origin}/realms/master/protocol/openid-connect/token`, { method: 'POST', body }));
    return answer(await fetch(`${origin}/admin/realms/${REALM}/${where}`, { headers: { authorization: `Bearer ${token.access_token}` } }));
  }
  /** The user of somebody at ЕСИА, with the attributes that the profile shows; nothing if there is none. */
  const userOf = async ({ oid }) => (await ask(`users?exact=true&username=esia-${oid}`)).at(0);
  const sessionsOf = async (person) => ask(`users/${(await userOf(person)).id}/sessions`);
  return { userOf, sessionsOf };
}

async function answer(response) {
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}, ${await response.text()}`);
  return response.json();
}
