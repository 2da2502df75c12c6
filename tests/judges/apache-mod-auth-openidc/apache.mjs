// Debian's Apache with mod_auth_openidc before a backend of ours, in a folder and on a port of its own.

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const BINARY = process.env.APACHE || '/usr/sbin/apache2';
const MODULES = process.env.APACHE_MODULES || '/usr/lib/apache2/modules';
const LOADED = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'proxy', 'proxy_http', 'auth_openidc'];
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;

/** What runs: two lines. */
export function versions() {
  const module = execFileSync('dpkg-query', ['-W', '-f', '${Package} ${Version}', 'libapache2-mod-auth-openidc'], { encoding: 'utf8' });
  const [apache] = execFileSync(BINARY, ['-v'], { encoding: 'utf8' }).split('\n');
  return `${apache}; ${module}`;
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The application behind the proxy: remembers the headers of every request. */
export async function startBackend(t) {
  const requests = [];
  const server = http.createServer(({ url, headers }, response) => {
    requests.push({ url, headers });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="ru"><title>ИС</title><h1>${url}</h1></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  return { url: `http://127.0.0.1:${server.address().port}`, requests, last: () => requests.at(-1) };
}

/**
 * `/protected/` is for those who signed in, `/api/` for access tokens, the rest for everybody. The OIDC settings are those of the module's README;
 * `settings` come after them and win.
 */
export async function startApache(t, { mock, port, backend, clientId, settings = {} }) {
  const origin = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'esia-judge-'));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'run'));
  const asRoot = process.getuid() === 0;
  const oidc = {
    OIDCProviderMetadataURL: `${mock.url}/.well-known/openid-configuration`,
    OIDCClientID: clientId,
    OIDCRedirectURI: `${origin}/callback`,
    OIDCCryptoPassphrase: randomBytes(16).toString('hex'),
    OIDCScope: '"openid profile email phone offline_access"',
    OIDCPKCEMethod: 'S256',
    OIDCResponseType: 'code',
    OIDCSessionType: 'server-cache',
    OIDCOAuthServerMetadataURL: `${mock.url}/.well-known/oauth-authorization-server`,
    OIDCOAuthClientID: clientId,
    OIDCHTTPTimeoutShort: '10',
    OIDCHTTPTimeoutLong: '20',
    ...settings,
  };
  const configuration = `
${LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
ServerRoot "${folder}"
DefaultRuntimeDir "${folder}/run"
PidFile "${folder}/run/apache.pid"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
ErrorLog "${folder}/error.log"
LogLevel warn
StartServers 1
ServerLimit 1
ThreadsPerChild 8
MaxRequestWorkers 8
${asRoot ? 'User www-data\nGroup www-data' : ''}
${Object.entries(oidc).map(([name, value]) => `${name} ${value}`).join('\n')}
ProxyPass /callback !
ProxyPass / ${backend.url}/
<Location /callback>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /protected/>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /api/>
  AuthType oauth20
  Require valid-user
</Location>
`;
  const file = path.join(folder, 'apache.conf');
  writeFileSync(file, configuration);

  const server = spawn(BINARY, ['-f', file, '-DFOREGROUND'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  let ended = false;
  const end = new Promise((resolve) => server.once('exit', () => { ended = true; resolve(); }));
  const log = () => said.join('') + (existsSync(`${folder}/error.log`) ? readFileSync(`${folder}/error.log`, 'utf8') : '');
  t.after(async () => {
    server.kill('SIGTERM');
    const limit = setTimeout(() => server.kill('SIGKILL'), STOP_LIMIT_MS);
    await end;
    clearTimeout(limit);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const giveUp = Date.now() + START_LIMIT_MS; ;) {
    if (ended || Date.now() > giveUp) throw new Error(`Apache does not run:\n${log()}`);
    try {
      await fetch(origin, { signal: AbortSignal.timeout(1000) });
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return { origin, log };
}

/** The claims that the module put into the headers of a request, as text. */
export function claimsOf({ headers }) {
  const text = (value) => Buffer.from(value, 'latin1').toString('utf8');
  const claims = Object.entries(headers).filter(([name]) => name.startsWith('oidc_claim_'));
  return Object.fromEntries(claims.map(([name, value]) => [name.slice('oidc_claim_'.length), text(value)]));
}
