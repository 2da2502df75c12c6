// The smallest relying party: signs a request with openssl, listens for the citizen's return.

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import http from 'node:http';

import { key } from './mock.mjs';

/** Where the browser comes back to: any port, remembers what it was given. */
export async function startCallback(t) {
  const visits = [];
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    if (pathname === '/callback') visits.push(Object.fromEntries(searchParams));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="ru"><title>ИС</title><link rel="icon" href="data:,"><h1>Вы вернулись в ИС</h1></html>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}/callback`, visits, last: () => visits.at(-1) };
}

/** `client_secret` of generation v1: detached CMS over the text, base64url. */
export function sign(text, certificate, privateKey) {
  const cms = execFileSync(
    'openssl',
    ['smime', '-sign', '-binary', '-md', 'sha256', '-signer', certificate, '-inkey', privateKey, '-outform', 'DER'],
    { input: text, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  return cms.toString('base64url');
}

/** `2026.01.25 14:36:11 +0300`, here always in UTC. */
export function timestamp(date = new Date()) {
  return `${date.toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' ')} +0000`;
}

/** The address a relying party sends the citizen to. */
export function authorizeUrl(mock, callback, { client = 'EPOS_DEMO', scope = 'openid fullname snils email', keys = 'client_epos_rsa', state = randomUUID(), more = {} } = {}) {
  const time = timestamp();
  const query = new URLSearchParams({
    client_id: client,
    client_secret: sign(`${scope}${time}${client}${state}`, key(`${keys}.crt`), key(`${keys}.pem`)),
    redirect_uri: callback.url,
    scope,
    response_type: 'code',
    state,
    timestamp: time,
    access_type: 'offline',
    ...more,
  });
  return `${mock.url}/aas/oauth2/ac?${query}`;
}

/** What the token endpoint answers: `{ code }` of a login, or `{ refresh_token }`. */
export async function tokens(mock, callback, given, { client = 'EPOS_DEMO', scope = 'openid fullname snils email', keys = 'client_epos_rsa' } = {}) {
  const time = timestamp();
  const state = randomUUID();
  const answer = await fetch(`${mock.url}/aas/oauth2/te`, {
    method: 'POST',
    body: new URLSearchParams({
      ...given,
      client_id: client,
      client_secret: sign(`${scope}${time}${client}${state}`, key(`${keys}.crt`), key(`${keys}.pem`)),
      grant_type: given.code ? 'authorization_code' : 'refresh_token',
      redirect_uri: callback.url,
      scope,
      state,
      timestamp: time,
      token_type: 'Bearer',
    }),
  });
  return { status: answer.status, ...await answer.json() };
}

/** What a token says. */
export function claims(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}
