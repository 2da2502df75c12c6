// Logout: the citizen is asked where nothing proves the wish; clients are told through the back channel, and what they
// are told is verified with `jose`.

import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';

import * as jose from 'jose';
import * as openid from 'openid-client';

import { browser } from '../lib/citizen.mjs';
import { withClients } from '../lib/fixtures.mjs';
import { startMock } from '../lib/mock.mjs';
import { AFTER_LOGOUT, discover, fixture, refused, signIn } from './relying_party.mjs';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Listens for logout tokens. */
async function startListener(t, status = 200) {
  const posts = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => { body += text; }).on('end', () => {
      posts.push({ method: request.method, type: request.headers['content-type'], fields: Object.fromEntries(new URLSearchParams(body)) });
      response.writeHead(status, { 'cache-control': 'no-store' }).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  return { posts, url: `http://127.0.0.1:${server.address().port}/backchannel?tenant=1` };
}

const listening = (mnemonic, listener, more) =>
  fixture(mnemonic, { client_secret: 'secret', backchannel_logout_uri: listener.url, ...more });

const connect = (mock, id) => discover(mock, { id, authentication: openid.ClientSecretBasic('secret') });

function verify(config, { method, type, fields }, audience) {
  assert.equal(method, 'POST');
  assert.match(type, /^application\/x-www-form-urlencoded/);
  assert.deepEqual(Object.keys(fields), ['logout_token']);
  const { issuer, jwks_uri } = config.serverMetadata();
  return jose.jwtVerify(fields.logout_token, jose.createRemoteJWKSet(new URL(jwks_uri)), {
    issuer, audience, typ: 'logout+jwt', algorithms: ['RS256'], requiredClaims: ['iat', 'exp', 'jti', 'sub', 'events'], maxTokenAge: '2 min',
  });
}

test('every client of a session is told that it ended', async (t) => {
  const [one, other, stranger] = [await startListener(t), await startListener(t, 500), await startListener(t)];
  const clients = [
    listening('ONE', one, { backchannel_logout_session_required: true }),
    listening('OTHER', other),
    listening('STRANGER', stranger),
  ];
  const mock = await startMock(t, ...withClients(t, ...clients));
  const citizen = browser();
  const config = await connect(mock, 'ONE');
  const first = await signIn(config, { citizen });
  const second = await signIn(await connect(mock, 'OTHER'), { citizen });
  await signIn(await connect(mock, 'STRANGER'), { citizen: browser() });

  const logout = openid.buildEndSessionUrl(config, { id_token_hint: first.id_token, post_logout_redirect_uri: AFTER_LOGOUT });
  assert.equal((await citizen.visit(logout)).url, AFTER_LOGOUT);

  assert.deepEqual([one, other, stranger].map(({ posts }) => posts.length), [1, 1, 0]);
  const told = (await verify(config, one.posts[0], 'ONE')).payload;
  t.diagnostic(JSON.stringify(told));
  assert.equal(told.sub, first.claims().sub);
  assert.equal(told.sid, first.claims().sid);
  assert.deepEqual(told.events, { [EVENT]: {} });
  assert.equal(told.nonce, undefined);
  const toldToo = (await verify(config, other.posts[0], 'OTHER')).payload;
  assert.equal(toldToo.sub, second.claims().sub);
  assert.notEqual(toldToo.jti, told.jti);
  await assert.rejects(verify(config, other.posts[0], 'ONE'), /unexpected "aud" claim value/);

  // Tokens with offline_access outlive the session (Back-Channel Logout 1.0, 2.7).
  assert.ok((await openid.refreshTokenGrant(config, first.refresh_token)).access_token);
});

test('without a hint the citizen is asked; the end is told then only', async (t) => {
  const listener = await startListener(t);
  const mock = await startMock(t, ...withClients(t, listening('ONE', listener)));
  const config = await connect(mock, 'ONE');
  const citizen = browser();
  await signIn(config, { citizen });
  const request = { post_logout_redirect_uri: AFTER_LOGOUT, state: 'st' };
  const foreign = await citizen.visit(openid.buildEndSessionUrl(config, { ...request, post_logout_redirect_uri: 'http://foreign.test/' }));
  assert.ok(foreign.status >= 400, `a foreign address was followed: ${foreign.url}`);
  assert.equal(listener.posts.length, 0);

  const { url } = await citizen.visit(openid.buildEndSessionUrl(config, request));
  assert.equal(url, `${AFTER_LOGOUT}?state=st`);
  assert.equal(listener.posts.length, 1);
  await verify(config, listener.posts[0], 'ONE');
  await refused(signIn(config, { citizen, parameters: { prompt: 'none' } }), 'login_required');

  const page = await citizen.visit(`${config.serverMetadata().end_session_endpoint}`);
  assert.equal(page.status, 200);
});
