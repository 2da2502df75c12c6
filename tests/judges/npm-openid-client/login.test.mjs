// npm `openid-client` 6 through the whole main line: discovery, code with PKCE, ID token, userinfo, refresh,
// introspection, revocation, logout. Clients of the repository's fixtures, and one that signs with its own key.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as openid from 'openid-client';

import { browser } from '../lib/citizen.mjs';
import { withClients } from '../lib/fixtures.mjs';
import { startMock } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { AFTER_LOGOUT, VERSION, arrive, complains, discover, fixture, keyPair, prepare, refused, signIn } from './relying_party.mjs';

const SECRET = 'epos-demo-secret';

const CLIENTS = {
  client_secret_basic: async () => ({ id: 'EPOS_DEMO', authentication: openid.ClientSecretBasic(SECRET) }),
  client_secret_post: async () => ({ id: 'EPOS_DEMO', authentication: openid.ClientSecretPost(SECRET) }),
  none: async () => ({ id: 'SPA_DEMO', authentication: openid.None() }),
};
for (const alg of ['RS256', 'PS256', 'ES256']) {
  CLIENTS[`private_key_jwt, ${alg}`] = async (t) => {
    const { jwk, key, kid } = await keyPair(alg);
    const options = withClients(t, fixture('JUDGE', { jwks: { keys: [jwk] } }));
    return { id: 'JUDGE', authentication: openid.PrivateKeyJwt({ key, kid }), options };
  };
}

for (const [name, make] of Object.entries(CLIENTS)) {
  test(`the whole line: ${name}`, async (t) => {
    t.diagnostic(`openid-client ${VERSION}`);
    const { id, authentication, options = [] } = await make(t);
    const mock = await startMock(t, ...options);
    const config = await discover(mock, { id, authentication });
    const citizen = browser();

    const tokens = await signIn(config, { citizen });
    const claims = tokens.claims();
    t.diagnostic(JSON.stringify(claims));
    assert.equal(claims.iss, mock.url);
    assert.equal(claims.aud, id);
    assert.equal(typeof claims.sub, 'string');
    assert.ok(Array.isArray(claims.amr) && claims.sid && claims.auth_time);
    assert.equal(tokens.token_type, 'bearer');
    assert.equal(tokens.expires_in, 3600);

    const person = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    t.diagnostic(JSON.stringify(person));
    assert.equal(person.family_name, PERSON_006.lastName);
    assert.equal(person.given_name, PERSON_006.firstName);
    assert.equal(person.middle_name, PERSON_006.middleName);
    assert.equal(person.email.toLowerCase(), PERSON_006.login.toLowerCase());
    assert.match(person.birthdate, /^\d{4}-\d{2}-\d{2}$/);
    assert.equal(typeof person.address, 'object');

    const fresh = await openid.refreshTokenGrant(config, tokens.refresh_token);
    assert.notEqual(fresh.refresh_token, tokens.refresh_token);
    assert.notEqual(fresh.access_token, tokens.access_token);
    assert.equal(fresh.claims().sub, claims.sub);
    assert.equal(fresh.claims().auth_time, claims.auth_time);
    await openid.fetchUserInfo(config, fresh.access_token, claims.sub);

    if (name !== 'none') {
      const known = await openid.tokenIntrospection(config, fresh.access_token);
      assert.deepEqual([known.active, known.client_id, known.sub], [true, id, claims.sub]);
      assert.equal((await openid.tokenIntrospection(config, fresh.refresh_token)).active, true);
      assert.equal((await openid.tokenIntrospection(config, 'no-such-token')).active, false);
    }

    await openid.tokenRevocation(config, fresh.refresh_token);
    await refused(openid.refreshTokenGrant(config, fresh.refresh_token), 'invalid_grant');
    await openid.tokenRevocation(config, 'no-such-token');

    const state = openid.randomState();
    const logout = openid.buildEndSessionUrl(config, { post_logout_redirect_uri: AFTER_LOGOUT, id_token_hint: tokens.id_token, state });
    const { url } = await citizen.visit(logout);
    assert.equal(url, `${AFTER_LOGOUT}?state=${state}`);
    await refused(signIn(config, { citizen, parameters: { prompt: 'none' } }), 'login_required');
  });
}

test('a refresh token used twice ends the whole family', async (t) => {
  const config = await discover(await startMock(t), { authentication: openid.ClientSecretBasic(SECRET) });
  const first = await signIn(config);
  const second = await openid.refreshTokenGrant(config, first.refresh_token);
  await refused(openid.refreshTokenGrant(config, first.refresh_token), 'invalid_grant');
  await refused(openid.refreshTokenGrant(config, second.refresh_token), 'invalid_grant');
  assert.equal((await openid.tokenIntrospection(config, second.access_token)).active, false);
  await assert.rejects(openid.fetchUserInfo(config, second.access_token, first.claims().sub), ({ status, cause }) => {
    assert.equal(status, 401);
    assert.equal(cause[0].scheme, 'bearer');
    assert.equal(cause[0].parameters.error, 'invalid_token');
    return true;
  });
});

test('a code works once, and only with its verifier', async (t) => {
  const config = await discover(await startMock(t), { id: 'SPA_DEMO', authentication: openid.None() });
  const { request, checks } = await prepare();
  const back = await arrive(openid.buildAuthorizationUrl(config, request));
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  await refused(openid.authorizationCodeGrant(config, back, checks), 'invalid_grant');
  await refused(openid.refreshTokenGrant(config, tokens.refresh_token), 'invalid_grant');

  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  await refused(signIn(config, { checks: { pkceCodeVerifier } }), 'invalid_grant');
  const parameters = { code_challenge: undefined, code_challenge_method: undefined };
  const build = (config, request) => openid.buildAuthorizationUrl(config, JSON.parse(JSON.stringify(request)));
  await refused(signIn(config, { parameters, build }), 'invalid_request');
});

test('what the client refuses: another nonce, state, issuer, person or key', async (t) => {
  const mock = await startMock(t);
  const config = await discover(mock, { authentication: openid.ClientSecretBasic(SECRET) });
  await complains(signIn(config, { checks: { expectedNonce: 'another' } }), /unexpected ID Token "nonce" claim value/);
  await complains(signIn(config, { checks: { expectedState: 'another' } }), /unexpected "state" response parameter value/);
  const tokens = await signIn(config);
  await complains(openid.fetchUserInfo(config, tokens.access_token, '1'), /unexpected "response" body "sub"/);

  const elsewhere = { url: mock.url.replace('127.0.0.1', 'localhost') };
  await complains(discover(elsewhere), /discovered metadata issuer does not match the expected issuer/);
  const foreign = new openid.Configuration({ ...config.serverMetadata(), issuer: 'http://foreign.test' }, 'EPOS_DEMO', undefined, openid.ClientSecretBasic(SECRET));
  openid.allowInsecureRequests(foreign);
  await complains(signIn(foreign), /unexpected "iss" \(issuer\) response parameter value/);

  // The same kid, another key.
  const { keys } = await (await fetch(config.serverMetadata().jwks_uri)).json();
  const { jwk } = await keyPair('RS256');
  const forged = await discover(mock, { authentication: openid.ClientSecretBasic(SECRET) });
  openid.setJwksCache(forged, { jwks: { keys: keys.map(({ kid }) => ({ ...jwk, kid })) }, uat: Math.floor(Date.now() / 1000) });
  await complains(signIn(forged), /JWT signature verification failed/);
});

test('what the stand refuses: another secret, an unknown client, a foreign address', async (t) => {
  const mock = await startMock(t);
  for (const authentication of [openid.ClientSecretBasic('wrong'), openid.ClientSecretPost('wrong'), openid.None()]) {
    const config = await discover(mock, { authentication });
    await refusedClient(signIn(config));
  }
  const config = await discover(mock, { authentication: openid.ClientSecretBasic(SECRET) });
  const unknown = await discover(mock, { id: 'NO_SUCH', authentication: openid.None() });
  const cases = [[unknown, {}], [config, { redirect_uri: 'http://127.0.0.1:9090/elsewhere' }], [config, { redirect_uri: 'http://foreign.test/callback' }]];
  for (const [config, parameters] of cases) {
    const { request } = await prepare(parameters);
    const arrived = await browser().visit(openid.buildAuthorizationUrl(config, request), PERSON_006);
    assert.ok(arrived.page && arrived.status >= 400 && arrived.status < 500, JSON.stringify(arrived));
  }
});

async function refusedClient(promise) {
  await assert.rejects(promise, (thrown) => {
    assert.equal(thrown.status, 401);
    // With a WWW-Authenticate header the library tells the challenge, otherwise the body.
    const told = thrown.error ?? thrown.cause.map(({ scheme, parameters }) => `${scheme} ${parameters.error}`).join();
    assert.match(told, /invalid_client|^basic/);
    return true;
  });
}

test('a refusal of the citizen is access_denied', async (t) => {
  const config = await discover(await startMock(t), { authentication: openid.ClientSecretBasic(SECRET) });
  await refused(signIn(config, { person: { ...PERSON_006, refuse: true } }), 'access_denied');
});

test('client_credentials, and metadata of RFC 8414', async (t) => {
  const config = await discover(await startMock(t), { authentication: openid.ClientSecretBasic(SECRET), algorithm: 'oauth2' });
  const tokens = await openid.clientCredentialsGrant(config);
  assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).client_id, 'EPOS_DEMO');
  await refused(openid.clientCredentialsGrant(config, { scope: 'profile' }), 'invalid_scope');
});
