// What `openid-client` can put into a request: prompt, max_age, claims, hints, response modes, pushed requests and
// signed request objects.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as jose from 'jose';
import * as openid from 'openid-client';

import { browser } from '../lib/citizen.mjs';
import { withClients } from '../lib/fixtures.mjs';
import { startMock } from '../lib/mock.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { arrive, discover, fixture, keyPair, prepare, refused, signIn } from './relying_party.mjs';

const EPOS = { id: 'EPOS_DEMO', authentication: openid.ClientSecretBasic('epos-demo-secret') };
const PERSON_005 = { login: 'EsiaTest005@yandex.ru', password: PERSON_006.password };

test('prompt=none: login_required, consent_required, then a code', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const citizen = browser();
  const silently = (scope) => signIn(config, { citizen, parameters: { prompt: 'none', scope } });

  await refused(silently('openid'), 'login_required');
  const first = await signIn(config, { citizen, parameters: { scope: 'openid email' } });
  await refused(silently('openid email phone'), 'consent_required');
  const again = await silently('openid email');
  assert.equal(again.claims().sub, first.claims().sub);
  assert.equal(again.claims().sid, first.claims().sid);
  assert.equal(again.claims().auth_time, first.claims().auth_time);
  assert.equal(again.refresh_token, undefined, 'a refresh token without offline_access');
});

test('prompt=login and max_age=0 sign in anew', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const citizen = browser();
  const first = await signIn(config, { citizen });
  for (const parameters of [{ prompt: 'login' }, { max_age: '0' }]) {
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const again = await signIn(config, { citizen, parameters, checks: { maxAge: 5 } });
    assert.ok(again.claims().auth_time > first.claims().auth_time, 'auth_time stands still');
  }
});

test('id_token_hint of another person: login_required', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const [one, other] = [browser(), browser()];
  const { id_token } = await signIn(config, { citizen: one });
  const { id_token: another } = await signIn(config, { citizen: other, person: PERSON_005 });
  const ask = (id_token_hint) => signIn(config, { citizen: one, parameters: { prompt: 'none', id_token_hint } });
  await refused(ask(another), 'login_required');
  assert.equal((await ask(id_token)).claims().sub, jose.decodeJwt(id_token).sub);
});

test('claims: the ID token has what was asked for there', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const claims = JSON.stringify({ id_token: { email: null, family_name: { essential: true } }, userinfo: { given_name: null } });
  const tokens = await signIn(config, { parameters: { scope: 'openid', claims } });
  assert.equal(tokens.claims().family_name, PERSON_006.lastName);
  assert.equal(tokens.claims().email.toLowerCase(), PERSON_006.login.toLowerCase());
  const person = await openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  assert.equal(person.given_name, PERSON_006.firstName);
  assert.equal(person.email, undefined);
});

test('parameters that may be ignored do no harm', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const parameters = {
    acr_values: 'urn:nobody:knows', ui_locales: 'fr ru', claims_locales: 'ru', display: 'popup', login_hint: PERSON_006.login,
    resource: 'http://api.test', extra: 'x',
  };
  assert.ok((await signIn(config, { parameters })).id_token);
});

test('response_mode=form_post', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const { request, checks } = await prepare({ response_mode: 'form_post' });
  const back = await arrive(openid.buildAuthorizationUrl(config, request));
  assert.equal(back.method, 'POST');
  const tokens = await openid.authorizationCodeGrant(config, back, checks);
  assert.equal(tokens.claims().aud, 'EPOS_DEMO');
  await refused(signIn(config, { parameters: { response_mode: 'form_post', prompt: 'none' } }), 'login_required');
});

test('response_mode=fragment', async (t) => {
  const config = await discover(await startMock(t), EPOS);
  const { request, checks } = await prepare({ response_mode: 'fragment' });
  const back = await arrive(openid.buildAuthorizationUrl(config, request));
  assert.equal(back.search, '');
  back.search = back.hash.slice(1);
  back.hash = '';
  assert.ok((await openid.authorizationCodeGrant(config, back, checks)).id_token);
});

test('a pushed request works once, for its own client, and needs authentication', async (t) => {
  const mock = await startMock(t);
  const config = await discover(mock, EPOS);
  const { request, checks } = await prepare();
  const address = await openid.buildAuthorizationUrlWithPAR(config, request);
  assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request_uri']);
  const citizen = browser();
  assert.ok((await openid.authorizationCodeGrant(config, await arrive(address, { citizen }), checks)).id_token);

  const again = await citizen.visit(address, PERSON_006);
  assert.ok(again.page && again.status >= 400, `a pushed request was used twice: ${JSON.stringify(again)}`);
  const foreign = await openid.buildAuthorizationUrlWithPAR(config, (await prepare()).request);
  foreign.searchParams.set('client_id', 'RSAAG_DEMO');
  assert.ok((await browser().visit(foreign, PERSON_006)).status >= 400);

  const wrong = await discover(mock, { ...EPOS, authentication: openid.ClientSecretPost('wrong') });
  await assert.rejects(openid.buildAuthorizationUrlWithPAR(wrong, request), ({ status }) => status === 401);
  await refused(openid.buildAuthorizationUrlWithPAR(config, { ...request, redirect_uri: 'http://foreign.test/' }), 'invalid_request');
});

test('the public client pushes too', async (t) => {
  const config = await discover(await startMock(t), { id: 'SPA_DEMO', authentication: openid.None() });
  assert.ok((await signIn(config, { build: openid.buildAuthorizationUrlWithPAR })).id_token);
});

for (const alg of ['RS256', 'PS256', 'ES256']) {
  test(`request objects signed with ${alg}, by value and pushed`, async (t) => {
    const { jwk, key, kid } = await keyPair(alg);
    const mock = await startMock(t, ...withClients(t, fixture('JUDGE', { jwks: { keys: [jwk] } })));
    const config = await discover(mock, { id: 'JUDGE', authentication: openid.PrivateKeyJwt({ key, kid }) });
    const sign = (config, request) => openid.buildAuthorizationUrlWithJAR(config, request, { key, kid });
    const push = async (config, request) => openid.buildAuthorizationUrlWithPAR(config, (await sign(config, request)).searchParams);
    for (const build of [sign, push]) {
      assert.equal((await signIn(config, { build })).claims().aud, 'JUDGE');
    }

    const stranger = await keyPair(alg);
    const forge = async () => openid.buildAuthorizationUrlWithJAR(config, (await prepare()).request, { key: stranger.key, kid });
    await refused(openid.buildAuthorizationUrlWithPAR(config, (await forge()).searchParams), 'invalid_request_object');
    // By value there is no address to return to but the one inside, which nobody vouches for.
    const arrived = await browser().visit(await forge(), PERSON_006);
    assert.equal(arrived.status, 400, JSON.stringify(arrived));
  });
}
