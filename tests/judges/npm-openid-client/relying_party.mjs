// A relying party as the README of `openid-client` writes it, for a stand without TLS; signatures of ID tokens are
// verified too, which the library leaves out where a token came straight from the token endpoint.

import './webcrypto.mjs';

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import * as jose from 'jose';
import * as openid from 'openid-client';

import { browser } from '../lib/citizen.mjs';
import { PERSON_006 } from '../lib/person.mjs';

// Only its main module is exported, so its package.json is found beside it.
const entry = createRequire(import.meta.url).resolve('openid-client');
export const VERSION = JSON.parse(readFileSync(entry.replace(/build\/.*$/, 'package.json'), 'utf8')).version;

export const CALLBACK = 'http://127.0.0.1:9090/callback';
export const AFTER_LOGOUT = 'http://127.0.0.1:9090/';
export const SCOPE = 'openid profile email phone address offline_access';
const TIMEOUT_S = 20;

/** What a client knows after discovery. */
export async function discover(mock, { id = 'EPOS_DEMO', authentication, algorithm = 'oidc', metadata } = {}) {
  const config = await openid.discovery(new URL(mock.url), id, metadata, authentication, {
    algorithm,
    execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    timeout: TIMEOUT_S,
  });
  config.timeout = TIMEOUT_S;
  return config;
}

/** A request and what the client has to remember of it. */
export async function prepare(parameters = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier: verifier, expectedState: openid.randomState(), expectedNonce: openid.randomNonce() };
  const request = {
    redirect_uri: CALLBACK,
    scope: SCOPE,
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  };
  return { request, checks };
}

/** What the citizen's browser brings back, in the form that the library takes. */
export async function arrive(address, { citizen = browser(), person = PERSON_006 } = {}) {
  const arrived = await citizen.visit(address, person);
  assert.equal(arrived.page, undefined, `the citizen is left at ${arrived.url}: HTTP ${arrived.status}, ${arrived.page}`);
  assert.ok(arrived.url.startsWith(CALLBACK), `the citizen was sent to ${arrived.url}`);
  return arrived.body ? new Request(arrived.url, { method: 'POST', body: arrived.body }) : new URL(arrived.url);
}

/** A whole login; tokens that the library has validated. */
export async function signIn(config, { parameters, build = openid.buildAuthorizationUrl, checks: more, ...way } = {}) {
  const { request, checks } = await prepare(parameters);
  const address = await build(config, request);
  return openid.authorizationCodeGrant(config, await arrive(address, way), { ...checks, idTokenExpected: true, ...more });
}

/** The promise is rejected with this OAuth error. */
export async function refused(promise, error, description) {
  await assert.rejects(promise, (thrown) => {
    assert.equal(thrown.error, error, `${thrown.name}: ${thrown.message}, ${thrown.error}: ${thrown.error_description} ${thrown.cause}`);
    if (description) assert.match(thrown.error_description, description);
    return true;
  });
}

/** The promise is rejected, and somewhere down its causes the library says this. */
export async function complains(promise, message) {
  await assert.rejects(promise, (thrown) => {
    const said = [];
    for (let error = thrown; error; error = error.cause) said.push(error.message, error.error);
    assert.match(said.join(': '), message);
    return true;
  });
}

/** A key pair of the client; `jwk` is what it registers. */
export async function keyPair(alg) {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg);
  const kid = `judge-${alg}`;
  return { kid, key: privateKey, jwk: { ...(await jose.exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** The fixture of a client; `proof` is what it proves itself by. */
export function fixture(mnemonic, proof) {
  return {
    mnemonic,
    name: 'openid-client',
    redirect_uris: [CALLBACK],
    post_logout_redirect_uris: [AFTER_LOGOUT],
    scopes: SCOPE.split(' '),
    ...proof,
  };
}
