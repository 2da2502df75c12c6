// A stand for tests, by plain HTTP: everything that the tests need, in less than forty lines.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PORTAL = { client_secret: 'portal-secret', redirect_uris: ['http://127.0.0.1/callback'] };

export class Esia {
  constructor(url) {
    this.url = url;
  }
  async call(method, path, body) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}/_mock/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return JSON.parse((await answer.text()) || 'null');
  }
  person = (name, about) => this.call('PUT', `/people/${name}`, { level: 'confirmed', ...about }).then(() => name);
  fault = (at, person, action) => this.call('PUT', `/faults/${person}`, { at, person, do: action });
  stand = async (wish = {}) => ready((await this.call('POST', '/stands', wish)).url);

  /** Somebody whose session is open comes to a portal; the button is pressed where consent is asked for. */
  async comesIn(t, browser, portal, person, button = '#grantAuthorization') {
    const context = await browser.newContext({ baseURL: portal });
    t.after(() => context.close());
    await context.addCookies((await this.call('POST', `/people/${person}/sessions`, {})).cookies);
    const page = await context.newPage();
    await page.goto('/login');
    if (page.url().startsWith(this.url)) await page.click(button);
    await page.waitForURL(`${portal}/**`);
    return page;
  }
}

const ready = async (url) => (await new Esia(url).call('PUT', '/clients/PORTAL', PORTAL)) && new Esia(url);

export async function start() {
  const options = ['serve', '--listen', '127.0.0.1:0', '--exit-with-parent'];
  const server = spawn(process.env.ESIA_MOCK_BIN ?? 'esia-mock', options, { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = await once(server.stdout, 'data');
  return [await ready(`${line}`.trim().split(' ').at(-1)), () => server.stdin.end()];
}
