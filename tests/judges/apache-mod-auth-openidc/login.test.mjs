// Debian's Apache with mod_auth_openidc as a reverse proxy that signs citizens in: the application behind it gets their
// claims in headers. The client is the repository's own demonstration system, but where the test says otherwise.

import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { browser } from '../lib/citizen.mjs';
import { withClients } from '../lib/fixtures.mjs';
import { key, startMock } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { claimsOf, freePort, startApache, startBackend, versions } from './apache.mjs';

const EPOS = { clientId: 'EPOS_DEMO', settings: { OIDCClientSecret: 'epos-demo-secret' } };

/** A stand, Apache and the application behind it; `options` of the stand may depend on Apache's port. */
async function world(t, { clientId = EPOS.clientId, settings = EPOS.settings, options = () => [] } = {}) {
  const port = await freePort();
  const mock = await startMock(t, ...options(`http://127.0.0.1:${port}`));
  const backend = await startBackend(t);
  const apache = await startApache(t, { mock, port, backend, clientId, settings });
  const homes = [mock.url, apache.origin];
  /** Opens a page of the application; without a person the citizen stops at the sign-in. */
  const open = async (citizen, where, person) => {
    const arrived = await citizen.visit(new URL(where, apache.origin), { homes, ...person });
    assert.ok(arrived.page !== undefined, `the browser was sent to ${arrived.url}`);
    return arrived;
  };
  return { mock, backend, apache, open };
}

/** The page of the application, or all that explains why it is not there. */
function reached({ url, status, page }, { apache }, expected) {
  assert.equal(`${status} ${url}`, `200 ${apache.origin}${expected}`, `${page}\n${apache.log()}`);
}

const WAYS = {
  'client_secret_basic': { OIDCProviderTokenEndpointAuth: 'client_secret_basic' },
  'client_secret_post, form_post': { OIDCProviderTokenEndpointAuth: 'client_secret_post', OIDCResponseMode: 'form_post' },
  'userinfo by POST': { OIDCUserInfoTokenMethod: 'post_param' },
};

for (const [name, settings] of Object.entries(WAYS)) {
  test(`a citizen signs in through the proxy and out again: ${name}`, async (t) => {
    t.diagnostic(versions());
    const all = await world(t, { settings: { ...EPOS.settings, ...settings } });
    const { apache, backend, mock, open } = all;
    const citizen = browser();

    reached(await open(citizen, '/'), all, '/');
    assert.deepEqual(claimsOf(backend.last()), {});
    const seen = backend.requests.length;
    const asked = await open(citizen, '/protected/');
    assert.ok(asked.url.startsWith(`${mock.url}/login`), `without a session: ${asked.url}, ${asked.page}\n${apache.log()}`);
    assert.deepEqual(backend.requests.slice(seen), [], 'the application was reached without a login');

    reached(await open(citizen, '/protected/page?a=1&b=%D1%8F', PERSON_006), all, '/protected/page?a=1&b=%D1%8F');
    const claims = claimsOf(backend.last());
    t.diagnostic(JSON.stringify(claims));
    assert.equal(claims.family_name, PERSON_006.lastName);
    assert.equal(claims.given_name, PERSON_006.firstName);
    assert.equal(claims.email.toLowerCase(), PERSON_006.login.toLowerCase());
    assert.equal(claims.email_verified, '1');
    assert.equal(claims.iss, mock.url);
    assert.equal(claims.aud, 'EPOS_DEMO');
    assert.match(claims.sub, /^\d+$/);
    assert.ok(backend.last().headers.oidc_access_token);

    // In its session the module asks nobody.
    reached(await open(citizen, '/protected/again'), all, '/protected/again');

    const away = new URLSearchParams({ logout: `${apache.origin}/` });
    reached(await open(citizen, `/callback?${away}`), all, '/');
    const after = await open(citizen, '/protected/');
    assert.ok(after.url.startsWith(`${mock.url}/login`), `after the logout: ${after.url}`);
  });
}

test('the module proves itself by private_key_jwt', async (t) => {
  const certificate = new X509Certificate(readFileSync(key('client_demo_rsa.crt')));
  const jwk = { ...certificate.publicKey.export({ format: 'jwk' }), kid: 'proxy', use: 'sig', alg: 'RS256' };
  const options = (origin) => withClients(t, {
    mnemonic: 'PROXY', name: 'Apache', redirect_uris: [`${origin}/callback`], jwks: { keys: [jwk] }, scopes: ['openid', 'email'],
  });
  // In this order: the module offers the method only after it has seen a key, and without a public key it crashes.
  const settings = {
    OIDCPublicKeyFiles: `proxy#${key('client_demo_rsa.crt')}`,
    OIDCPrivateKeyFiles: `proxy#${key('client_demo_rsa.pem')}`,
    OIDCProviderTokenEndpointAuth: 'private_key_jwt',
  };
  const all = await world(t, { clientId: 'PROXY', settings, options });
  reached(await all.open(browser(), '/protected/', PERSON_006), all, '/protected/');
  assert.equal(claimsOf(all.backend.last()).aud, 'PROXY');
});

test('the module refreshes its tokens', async (t) => {
  const all = await world(t);
  const { apache, backend, open } = all;
  const citizen = browser();
  await open(citizen, '/protected/', PERSON_006);
  const { oidc_access_token: first } = backend.last().headers;
  for (let round = 0; round < 2; round += 1) {
    const { oidc_access_token: access_token } = backend.last().headers;
    const hook = new URLSearchParams({ refresh: `${apache.origin}/protected/fresh`, access_token });
    reached(await open(citizen, `/callback?${hook}`), all, '/protected/fresh');
    assert.notEqual(backend.last().headers.oidc_access_token, access_token, apache.log());
  }
  assert.notEqual(backend.last().headers.oidc_access_token, first);
});

test('an access token opens an API behind the module, which introspects it', async (t) => {
  const { open, backend, apache } = await world(t, { settings: { ...EPOS.settings, OIDCOAuthClientSecret: 'epos-demo-secret' } });
  await open(browser(), '/protected/', PERSON_006);
  const { oidc_access_token: token, oidc_claim_sub: sub } = backend.last().headers;
  const call = (token) => fetch(`${apache.origin}/api/x`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await call(token)).status, 200, apache.log());
  assert.equal(backend.last().url, '/api/x');
  assert.equal(claimsOf(backend.last()).sub, sub);
  assert.equal((await call('no-such-token')).status, 401);
});

test('the module is told through the back channel that the session ended', async (t) => {
  const options = (origin) => withClients(t, {
    mnemonic: 'PROXY',
    name: 'Apache',
    redirect_uris: [`${origin}/callback`],
    backchannel_logout_uri: `${origin}/callback?logout=backchannel`,
    backchannel_logout_session_required: true,
    client_secret: 'secret',
    scopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
  });
  const all = await world(t, { clientId: 'PROXY', settings: { OIDCClientSecret: 'secret' }, options });
  const { apache, mock, open } = all;
  const citizen = browser();
  reached(await open(citizen, '/protected/', PERSON_006), all, '/protected/');
  reached(await open(citizen, '/protected/'), all, '/protected/');

  const left = await citizen.visit(`${mock.url}/oidc/end_session`);
  assert.equal(left.status, 200);
  const after = await open(citizen, '/protected/');
  assert.ok(after.url.startsWith(`${mock.url}/login`), `the proxy still lets in: ${after.url}\n${apache.log()}`);
});

test('a refusal of the citizen lets nobody in', async (t) => {
  const posted = await world(t, { settings: { ...EPOS.settings, OIDCResponseMode: 'form_post' } });
  const told = await posted.open(browser(), '/protected/', { ...PERSON_006, refuse: true });
  assert.match(told.page, /OpenID Connect Provider error: access_denied/);

  // In a query the module takes `iss` (RFC 9207) for the choice of a provider, before it looks for an error.
  const queried = await world(t);
  const seen = queried.backend.requests.length;
  const lost = await queried.open(browser(), '/protected/', { ...PERSON_006, refuse: true });
  assert.match(lost.page, /target_link_uri/);
  assert.deepEqual(queried.backend.requests.slice(seen), [], 'the application was reached');
});

test('a wrong secret lets nobody in', async (t) => {
  const { open, backend, apache } = await world(t, { settings: { OIDCClientSecret: 'wrong' } });
  const seen = backend.requests.length;
  const stopped = await open(browser(), '/protected/', PERSON_006);
  t.diagnostic(stopped.page);
  assert.deepEqual(backend.requests.slice(seen), [], 'the application was reached');
  assert.match(apache.log(), /invalid_client/);
});

test('an answer of another issuer (RFC 9207) lets nobody in', async (t) => {
  const { open, backend, apache } = await world(t, { settings: { ...EPOS.settings, OIDCProviderIssuer: 'http://foreign.test' } });
  const seen = backend.requests.length;
  await open(browser(), '/protected/', PERSON_006);
  assert.deepEqual(backend.requests.slice(seen), [], 'the application was reached');
  assert.match(apache.log(), /configured issuer \(http:\/\/foreign\.test\) does not match the issuer provided in the response/);
});
