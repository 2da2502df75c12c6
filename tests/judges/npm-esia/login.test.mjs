// npm `esia` 0.2.3 (node-forge, RSA, attached CMS), as its README says to use it; changed: `esiaUrl`.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

import { login } from '../lib/citizen.mjs';
import { key, startMock } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { startCallback } from '../lib/relying_party.mjs';

const esia = createRequire(import.meta.url)('esia');

const SCOPE = 'openid fullname birthdate gender snils inn id_doc birthplace mobile email addresses vehicles';

function connect(mock, callback, { scope = SCOPE, certificate = key('client_demo_rsa.crt'), privateKey = key('client_demo_rsa.pem') } = {}) {
  return esia({
    esiaUrl: mock.url,
    clientId: 'DEMO_RSA',
    redirectUri: callback.url,
    scope,
    certificate: readFileSync(certificate, 'utf8'),
    key: readFileSync(privateKey, 'utf8'),
  });
}

/** The citizen signs in at `url` and the browser arrives at the callback; its query. */
async function arrive(url, callback, citizen = PERSON_006) {
  const landed = await login(url, citizen);
  assert.ok(landed.startsWith(callback.url), `the citizen was sent to ${landed}`);
  await fetch(landed);
  return callback.last();
}

test('a citizen signs in and the client prints the person', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);
  const connection = connect(mock, callback);

  const { url, params } = connection.getAuth();
  const returned = await arrive(url, callback);
  assert.equal(returned.state, params.state);
  assert.equal(returned.error, undefined);

  const { marker, data } = await connection.getAccess(
    returned.code,
    ['/', '/ctts?embed=(elements)', '/docs?embed=(elements)', '/addrs?embed=(elements)', '/vhls?embed=(elements)'],
  );
  const [person, contacts, documents, addresses, vehicles] = data;
  t.diagnostic(JSON.stringify(person));

  assert.equal(person.lastName, PERSON_006.lastName);
  assert.equal(person.firstName, PERSON_006.firstName);
  assert.equal(person.middleName, PERSON_006.middleName);
  assert.equal(person.snils, PERSON_006.snils);
  assert.equal(typeof person.trusted, 'boolean');
  assert.match(person.birthDate, /^\d{2}\.\d{2}\.\d{4}$/);
  assert.match(person.gender, /^[MF]$/);

  const email = contacts.elements.find((contact) => contact.type === 'EML');
  assert.equal(email.value.toLowerCase(), PERSON_006.login.toLowerCase());
  assert.ok(documents.elements.some((document) => document.type === 'RF_PASSPORT'), 'the passport is missing');
  for (const collection of [contacts, documents, addresses, vehicles]) {
    assert.equal(collection.size, collection.elements.length);
  }

  const token = marker.decodedAccessToken;
  assert.equal(token.client_id, 'DEMO_RSA');
  assert.equal(typeof token['urn:esia:sbj_id'], 'number');
  assert.equal(token.exp - token.iat, 3600);
  assert.equal(marker.response.token_type, 'Bearer');
  assert.equal(marker.response.expires_in, 3600);
  assert.ok(marker.response.refresh_token && marker.response.id_token);
});

test('fields outside the scope are absent', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);
  const connection = connect(mock, callback, { scope: 'openid fullname' });

  const { code } = await arrive(connection.getAuth().url, callback);
  const { data: [person] } = await connection.getAccess(code);

  assert.equal(person.lastName, PERSON_006.lastName);
  assert.equal(person.snils, undefined);
  assert.equal(person.birthDate, undefined);
});

test('a code works once', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);
  const connection = connect(mock, callback);

  const { code } = await arrive(connection.getAuth().url, callback);
  await connection.getAccess(code, null);
  await assert.rejects(connection.getAccess(code, null), /400.*ESIA-007011/s);
});

test('a refusal comes back as access_denied', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);

  const { url, params } = connect(mock, callback).getAuth();
  const returned = await arrive(url, callback, { ...PERSON_006, refuse: true });

  assert.equal(returned.error, 'access_denied');
  assert.match(returned.error_description, /^ESIA-007004: /);
  assert.equal(returned.state, params.state);
  assert.equal(returned.code, undefined);
});

test('a certificate the client never registered is refused', async (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'esia-judge-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [certificate, privateKey] = ['foreign.crt', 'foreign.pem'].map((name) => path.join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=foreign',
    '-keyout', privateKey, '-out', certificate], { stdio: 'ignore' });
  const mock = await startMock(t);
  const callback = await startCallback(t);

  const { url } = connect(mock, callback, { certificate, privateKey }).getAuth();
  const returned = await arrive(url, callback);

  assert.equal(returned.error, 'unauthorized_client');
  assert.match(returned.error_description, /^ESIA-007005: /);
});
