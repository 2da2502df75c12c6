// npm `passport-esia` 0.0.5 (node-forge, attached CMS, base64 with only the first `=` cut off), the authorisation
// step only. Its token step cannot work against ЕСИА either: node-oauth overwrites the signed `client_secret` with the
// configured one, which this strategy does not have. The second test holds on to how the mock answers that.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';

import { login } from '../lib/citizen.mjs';
import { key, startMock } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { startCallback } from '../lib/relying_party.mjs';

// It writes midnight as «24:05:00», no valid time: keep this process away from local midnight.
process.env.TZ = new Date().getUTCHours() === 0 ? 'Asia/Yekaterinburg' : 'UTC';

const Strategy = createRequire(import.meta.url)('passport-esia');

function strategy(mock, callback, verified) {
  return new Strategy({
    authorizationURL: `${mock.url}/aas/oauth2/ac`,
    tokenURL: `${mock.url}/aas/oauth2/te`,
    clientID: 'DEMO_RSA',
    callbackURL: callback.url,
    scope: 'openid fullname',
    certificate: readFileSync(key('client_demo_rsa.crt'), 'utf8'),
    key: readFileSync(key('client_demo_rsa.pem'), 'utf8'),
  }, verified);
}

/** Runs the strategy as passport does; what it decided. */
function run(mock, callback, query) {
  return new Promise((resolve) => {
    const passport = Object.create(strategy(mock, callback, (access, refresh, profile, done) => done(null, { access })));
    passport.redirect = (url) => resolve({ redirect: url });
    passport.success = (user) => resolve({ user });
    passport.fail = (challenge) => resolve({ fail: challenge });
    passport.error = (error) => resolve({ error });
    passport.authenticate({ query, session: {}, headers: {}, connection: {} }, {});
  });
}

test('its authorisation request is accepted and brings a code', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);

  const { redirect } = await run(mock, callback, {});
  const landed = new URL(await login(redirect, PERSON_006));

  assert.equal(landed.origin + landed.pathname, callback.url);
  assert.equal(landed.searchParams.get('state'), new URL(redirect).searchParams.get('state'));
  assert.ok(landed.searchParams.get('code'));
});

test('its token request, which carries no signature, is refused with a code that says so', async (t) => {
  const mock = await startMock(t);
  const callback = await startCallback(t);

  const { redirect } = await run(mock, callback, {});
  const landed = new URL(await login(redirect, PERSON_006));
  const { error } = await run(mock, callback, Object.fromEntries(landed.searchParams));

  assert.ok(error, 'the exchange was expected to fail');
  assert.match(String(error.oauthError?.data ?? error.message), /ESIA-007014.*client_secret/);
});
