// TLS with the authority that `--tls` makes: clients of every language trust it as the program prints it, and log in.
// What is missing on the machine is left out by name.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { chromium } from 'playwright-core';

import { withClients } from '../lib/fixtures.mjs';
import { startMock, TARGET_DIR } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { startCallback } from '../lib/relying_party.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const LIMIT_MS = 120_000;
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const PYTHON = path.join(TARGET_DIR, 'judges/venv/bin/python');

const here = (name) => path.join(HERE, name);
const isThere = (program, ...words) => spawnSync(program, words, { stdio: 'ignore' }).status === 0;

function folder(t) {
  const made = mkdtempSync(path.join(os.tmpdir(), 'esia-tls-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A stand that speaks TLS; `ca` is the file that clients have to trust. */
async function start(t, ...options) {
  const kept = folder(t);
  const mock = await startMock(t, '--tls', '--tls-dir', kept, ...options);
  assert.match(mock.url, /^https:/);
  return { ...mock, ca: path.join(kept, 'ca.pem') };
}

/** What a program prints that is run with these variables beside those of the test. */
async function said(program, words, variables = {}) {
  const env = { ...process.env, ...variables };
  const { stdout } = await promisify(execFile)(program, words, { env, timeout: LIMIT_MS });
  return stdout.trim();
}

/** A login that works where the authority is trusted, and does not where it is not. */
function judge(name, missing, login) {
  test(name, { skip: missing && `${missing} is missing` }, async (t) => {
    const mock = await start(t);
    assert.match(await login(t, mock, true), /^\d+$/);
    await assert.rejects(login(t, mock, false), /certificate|PKIX|trust|SSL|ERR_CERT/i);
  });
}

judge('npm openid-client', undefined, (t, mock, trusts) => said(
  process.execPath, [here('login.mjs'), mock.url, 'DEMO_RSA', 'demo-secret'], trusts ? { NODE_EXTRA_CA_CERTS: mock.ca } : {},
));

judge('Python requests', isThere(PYTHON, '-c', 'import requests') ? undefined : 'requests', (t, mock, trusts) => said(
  PYTHON, [here('login.py'), mock.url], trusts ? { REQUESTS_CA_BUNDLE: mock.ca } : {},
));

judge('curl', isThere('curl', '--version') ? undefined : 'curl', (t, mock, trusts) => said(
  here('login.sh'), [mock.url, trusts ? mock.ca : '/etc/ssl/certs/ca-certificates.crt'],
));

judge('Go', isThere('go', 'version') ? undefined : 'go', (t, mock, trusts) => said(
  'go', ['run', here('login.go'), mock.url], { GOFLAGS: '-mod=mod', ...(trusts ? { SSL_CERT_FILE: mock.ca } : {}) },
));

judge('Java', isThere('javac', '-version') ? undefined : 'javac', async (t, mock, trusts) => {
  const store = path.join(folder(t), 'trust.p12');
  const words = ['-importcert', '-noprompt', '-alias', 'esia-mock', '-file', mock.ca, '-keystore', store];
  execFileSync('keytool', [...words, '-storepass', 'changeit'], { stdio: 'ignore' });
  const trust = [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
  return said('java', [...(trusts ? trust : []), here('Login.java'), mock.url]);
});

const noBrowser = [[CHROMIUM, '--version'], ['certutil', '-H']].find(([program]) => spawnSync(program, ['--version']).error);

judge('Chromium', noBrowser?.[0], async (t, mock, trusts) => {
  const home = folder(t);
  if (trusts) {
    const store = path.join(home, '.pki/nssdb');
    mkdirSync(store, { recursive: true });
    execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
    execFileSync('certutil', ['-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'esia-mock', '-i', mock.ca]);
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, env: { ...process.env, HOME: home } });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const callback = await startCallback(t);
  const query = new URLSearchParams({
    client_id: 'DEMO_RSA', response_type: 'code', scope: 'openid', state: 's', redirect_uri: callback.url,
  });
  await page.goto(`${mock.url}/oidc/authorize?${query}`);
  await page.fill('#login', PERSON_006.login);
  await page.fill('#password', PERSON_006.password);
  await page.click('#loginByPwdButton');
  const consent = page.locator('#grantAuthorization');
  await Promise.race([page.waitForURL(`${callback.url}**`), consent.waitFor()]);
  if (await consent.isVisible()) await consent.click();
  await page.waitForURL(`${callback.url}**`);
  const cookies = await page.context().cookies(mock.url);
  assert.ok(cookies.length > 0 && cookies.every(({ secure }) => secure), JSON.stringify(cookies));
  assert.ok(callback.last().code);
  // The number of the login stands for the person: the code is not exchanged here.
  return String(callback.visits.length);
});

test('a logout token goes to an https address whose certificate is named by --trust', async (t) => {
  const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => path.join(folder(t), name));
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext',
    'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate,
  ], { stdio: 'ignore' });
  const told = [];
  const server = https.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    request.setEncoding('utf8').on('data', (text) => told.push(text)).on('end', () => response.end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

  const client = {
    mnemonic: 'TOLD', name: 'TOLD', client_secret: 'secret', scopes: ['openid', 'profile'],
    redirect_uris: ['http://127.0.0.1:9090/callback'], post_logout_redirect_uris: ['http://127.0.0.1:9090/'],
    backchannel_logout_uri: `https://127.0.0.1:${server.address().port}/logout`,
  };
  for (const trust of [[], ['--trust', certificate]]) {
    const mock = await start(t, ...withClients(t, client), ...trust);
    await said(process.execPath, [here('login.mjs'), mock.url, 'TOLD', 'secret'], { NODE_EXTRA_CA_CERTS: mock.ca });
    if (trust.length === 0) assert.deepEqual(told, [], 'nobody trusts it');
  }
  assert.equal(told.length, 1);
  assert.match(told[0], /^logout_token=ey/);
});
