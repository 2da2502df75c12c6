// A relying party of thirty lines: lets in whoever has a confirmed account, and shows what ЕСИА says of them.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

export function startPortal(t, esia) {
  const tokens = new Map();
  const basic = `Basic ${btoa('PORTAL:portal-secret')}`;
  const ask = async (path, authorization, body) => {
    const options = { method: body ? 'POST' : 'GET', headers: { authorization }, body, signal: AbortSignal.timeout(1000) };
    const answer = await fetch(esia + path, options);
    return answer.ok ? answer.json() : Promise.reject(answer.status < 500 ? answer.status : 502);
  };
  const me = (token) => ask('/oidc/userinfo', `Bearer ${token}`);
  const enter = async (query, state, redirect_uri) => {
    if (query.get('state') !== state || !query.has('code')) return [403, query.get('error') ?? 'not our state'];
    const form = { grant_type: 'authorization_code', code: query.get('code'), redirect_uri };
    const { id_token, access_token } = await ask('/oidc/token', basic, new URLSearchParams(form));
    const claims = JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url'));
    if (claims.exp < Date.now() / 1000) return [401, 'the token is too old'];
    if (!claims.acr.endsWith('confirmed')) return [403, claims.acr];
    tokens.set(state, access_token);
    return [200, JSON.stringify(await me(access_token))];
  };
  const server = createServer(async (request, answer) => {
    const [url, state] = [new URL(request.url, `http://${request.headers.host}`), /portal=([\w-]+)/.exec(request.headers.cookie)?.[1]];
    const redirect_uri = `${url.origin}/callback`;
    if (url.pathname === '/login') {
      const fresh = randomUUID();
      const asked = { response_type: 'code', client_id: 'PORTAL', redirect_uri, scope: 'openid profile email', state: fresh };
      answer.writeHead(302, { location: `${esia}/oidc/authorize?${new URLSearchParams(asked)}`, 'set-cookie': `portal=${fresh}` });
      return answer.end();
    }
    const came = url.pathname === '/me' ? me(tokens.get(state)).then((who) => [200, JSON.stringify(who)]) : enter(url.searchParams, state, redirect_uri);
    const [status, text] = await came.catch((error) => [Number.isInteger(error) ? error : 502, 'ЕСИА does not answer']);
    answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  });
  t.after(() => server.close() && server.closeAllConnections());
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}`)));
}
