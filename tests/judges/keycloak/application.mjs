// The application behind Keycloak, the client `epos` of the realm: it knows Keycloak alone.

import '../npm-openid-client/webcrypto.mjs';

import http from 'node:http';
import { text } from 'node:stream/consumers';

import * as jose from 'jose';
import * as openid from 'openid-client';

const CLIENT = 'epos';
const TOLD_LIMIT_MS = 10_000;

/** Listens at once, so that its address can be told to Keycloak; `at(realm)` comes when that runs. */
export async function startApplication({ after }) {
  const server = http.createServer((request, response) => serve(request, response).catch((error) => page(response, 500, `${error.stack}`)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const [asked, arrived, ended, waiting] = [new Map(), new Map(), new Set(), new Map()];
  let config;

  async function at(realm) {
    config = await openid.discovery(new URL(realm), CLIENT, undefined, openid.None(), { execute: [openid.allowInsecureRequests] });
  }

  const places = {
    '/login': async (response, url) => {
      const pkceCodeVerifier = openid.randomPKCECodeVerifier();
      const checks = { pkceCodeVerifier, expectedState: openid.randomState(), expectedNonce: openid.randomNonce(), idTokenExpected: true };
      asked.set(checks.expectedState, checks);
      go(response, openid.buildAuthorizationUrl(config, {
        redirect_uri: `${origin}/callback`,
        scope: 'openid profile email phone',
        state: checks.expectedState,
        nonce: checks.expectedNonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        ...Object.fromEntries(url.searchParams),
      }));
    },
    '/callback': async (response, url) => {
      const tokens = await openid.authorizationCodeGrant(config, url, asked.get(url.searchParams.get('state')));
      const { sid, sub } = tokens.claims();
      arrived.set(sid, { sid, tokens, claims: tokens.claims(), userinfo: await openid.fetchUserInfo(config, tokens.access_token, sub) });
      go(response, `${origin}/home?${new URLSearchParams({ sid })}`);
    },
    '/home': (response) => page(response, 200, 'Вы вошли'),
    '/logout': (response, url) => {
      const { tokens } = arrived.get(url.searchParams.get('sid'));
      go(response, openid.buildEndSessionUrl(config, { post_logout_redirect_uri: `${origin}/goodbye`, id_token_hint: tokens.id_token }));
    },
    '/goodbye': (response) => page(response, 200, 'Вы вышли'),
    '/backchannel-logout': async (response, url, request) => {
      const token = new URLSearchParams(await text(request)).get('logout_token');
      const { issuer, jwks_uri } = config.serverMetadata();
      const { payload } = await jose.jwtVerify(token, jose.createRemoteJWKSet(new URL(jwks_uri)), { issuer, audience: CLIENT });
      ended.add(payload.sid);
      waiting.get(payload.sid)?.();
      response.writeHead(200).end();
    },
  };

  async function serve(request, response) {
    const url = new URL(request.url, origin);
    await (places[url.pathname] ?? (() => page(response, 404, 'Нет такой страницы')))(response, url, request);
  }

  return {
    origin,
    at,
    /** Whom the browser that stands at this page has brought. */
    who: (address) => arrived.get(new URL(address).searchParams.get('sid')),
    /** Comes when Keycloak has told that this session is over. */
    told: (sid) => ended.has(sid) || new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`nobody told the application that ${sid} is over`)), TOLD_LIMIT_MS);
      waiting.set(sid, () => { clearTimeout(limit); resolve(true); });
    }),
    refresh: (tokens) => openid.refreshTokenGrant(config, tokens.refresh_token),
  };
}

function go(response, address) {
  response.writeHead(302, { location: `${address}` }).end();
}

function page(response, status, words) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="ru"><title>ЭПОС</title><link rel="icon" href="data:,"><h1>${words}</h1></html>`);
}
