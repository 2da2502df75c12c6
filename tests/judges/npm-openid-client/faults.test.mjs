// Faults of tokens and keys, met by npm `openid-client` 6: each token that is wrong on purpose is refused for what is wrong
// with it, and what is right although it is unusual is taken.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as openid from 'openid-client';

import { startMock } from '../lib/mock.mjs';
import { VERSION, complains, discover, signIn } from './relying_party.mjs';

/** What the library says of each; nothing where it takes the token, and is right to. */
const SPOILED = {
  expired: /"exp" \(expiration time\)/,
  not_yet_valid: /"nbf" \(not before\)/,
  wrong_iss: /unexpected JWT "iss" \(issuer\)/,
  wrong_aud: /unexpected JWT "aud" \(audience\)/,
  wrong_sub: /unexpected "response" body "sub"/,
  wrong_nonce: /unexpected ID Token "nonce"/,
  alg_none: /unexpected JWT "alg"/,
  alg_hs256: /unexpected JWT "alg"/,
  bad_signature: /signature verification failed/,
  other_key: /signature verification failed/,
  next_key: undefined,
  unknown_kid: /no applicable keys found/,
  no_kid: /multiple applicable keys/,
  not_a_jwt: /Invalid JWT|invalid JWT|JWS must be|JWT/,
};

const KEYS = { missing: /./, empty: /no applicable keys found/, rotated: /no applicable keys found/ };

async function call(mock, method, path, body) {
  const headers = body ? { 'content-type': 'application/json' } : {};
  const answer = await fetch(`${mock.url}/_mock/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.status === 204 ? undefined : answer.json();
}

const authentication = openid.ClientSecretBasic('epos-demo-secret');

/** The whole line up to the citizen's data. */
async function login(mock, { timeout } = {}) {
  const config = await discover(mock, { authentication });
  // The library's own, in seconds.
  if (timeout) config.timeout = timeout;
  const tokens = await signIn(config);
  return openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
}

for (const [spoiled, told] of Object.entries(SPOILED)) {
  test(`an ID token: ${spoiled}`, async (t) => {
    t.diagnostic(`openid-client ${VERSION}`);
    const mock = await startMock(t);
    await call(mock, 'PUT', '/faults/one', { at: 'token', client: 'EPOS_DEMO', do: { token: spoiled } });
    if (told) await complains(login(mock), told);
    else await login(mock);
    assert.equal((await call(mock, 'GET', '/faults/one')).hits, 1);
    await login(mock);
  });
}

for (const [keys, told] of Object.entries(KEYS)) {
  test(`published keys: ${keys}`, async (t) => {
    const mock = await startMock(t);
    await call(mock, 'PUT', '/faults/one', { at: 'keys', times: null, do: { keys } });
    await complains(login(mock), told);
    assert.ok((await call(mock, 'GET', '/faults/one')).hits > 0);
    await call(mock, 'DELETE', '/faults');
    await login(mock);
  });
}

/**
 * Everything else that an ordinary client can meet at the standard endpoints, and what the library says then; with a time
 * limit in seconds where it is to lose patience.
 */
const MET = {
  'state is missing': [{ at: 'callback', do: { callback: { state: 'missing' } } }, /"state" missing/],
  'state is another': [{ at: 'callback', do: { callback: { state: 'other' } } }, /unexpected "state"/],
  'state is empty': [{ at: 'callback', do: { callback: { state: 'empty' } } }, /unexpected "state"/],
  'the code is missing': [{ at: 'callback', do: { callback: { code: 'missing' } } }, /no authorization code/],
  'the code is nobody\'s': [{ at: 'callback', do: { callback: { code: 'other' } } }, /invalid_grant/],
  'the code is used up': [{ at: 'callback', do: { callback: { code: 'used' } } }, /invalid_grant/],
  'an error comes back': [{ at: 'callback', do: { callback: { error: 'access_denied' } } }, /access_denied/],
  'iss is another': [{ at: 'callback', do: { callback: { iss: 'other' } } }, /unexpected "iss"/],
  'a refusal': [{ at: 'token', do: { oauth: 'temporarily_unavailable' } }, /unexpected HTTP response status code/],
  'a refusal of ЕСИА': [{ at: 'token', do: { esia: 'ESIA-007053' } }, /access_denied/],
  'a 502': [{ at: 'token', do: { status: 502, body: 'Bad Gateway' } }, /unexpected HTTP response status code/],
  'planned works': [{ at: 'token', do: { maintenance: true } }, /unexpected HTTP response status code/],
  'data of somebody else': [{ at: 'userinfo', do: { data_of: 'other' } }, /"sub" property value/],
  'data without sub': [{ at: 'userinfo', do: { data: { remove: ['sub'] } } }, /"sub" property must be a string/],
  'no answer': [{ at: 'token', do: { hang: true } }, /timed out/, 2],
  'a late answer': [{ at: 'token', do: { delay: 'PT10S' } }, /timed out/, 2],
  'a reset': [{ at: 'token', do: { reset: true } }, /ECONNRESET/],
  'a reset in the body': [{ at: 'keys', do: { reset: 'in_body' } }, /ECONNRESET/],
  'half an answer': [{ at: 'discovery', do: { truncate: 20 } }, /other side closed/],
};

for (const [what, [fault, told, timeout]] of Object.entries(MET)) {
  test(`what goes wrong: ${what}`, async (t) => {
    const mock = await startMock(t);
    await call(mock, 'PUT', '/faults/one', fault);
    await complains(login(mock, { timeout }), told);
    assert.equal((await call(mock, 'GET', '/faults/one')).hits, 1);
    await call(mock, 'DELETE', '/faults');
    await login(mock);
  });
}

test('claims and fields that are not there', async (t) => {
  const mock = await startMock(t);
  const arm = (action) => call(mock, 'PUT', '/faults/one', { at: 'token', do: action });
  await arm({ claims: { remove: ['nonce'] } });
  await complains(login(mock), /"nonce"/);
  await arm({ response: { remove: ['id_token'] } });
  await complains(login(mock), /"id_token"/);
  await arm({ response: { set: { token_type: 'odd' } } });
  await complains(login(mock), /token_type/);
});
