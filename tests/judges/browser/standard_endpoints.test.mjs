// The standard OpenID Connect endpoints in a real browser: whether it lets the pages send what they send. The relying
// party is `openid-client`.

import assert from 'node:assert/strict';

import * as openid from 'openid-client';

import { discover, prepare, refused } from '../npm-openid-client/relying_party.mjs';
import { CITIZEN, anotherPage, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';

const EPOS = { authentication: openid.ClientSecretBasic('epos-demo-secret') };

/** What `act` makes the browser bring to the relying party, as the library takes it. */
async function brought(page, callback, act) {
  const [request] = await Promise.all([page.waitForRequest((request) => request.url().startsWith(callback.url)), act()]);
  await page.waitForURL((url) => url.href.startsWith(callback.url));
  const { hash } = new URL(page.url());
  if (hash) return new URL(`${callback.url}?${hash.slice(1)}`);
  const body = request.postData();
  return body === null ? new URL(request.url()) : new Request(request.url(), { method: 'POST', body: new URLSearchParams(body) });
}

async function login({ mock, callback, page, javaScript }, parameters = {}) {
  const config = await discover(mock, EPOS);
  const { request, checks } = await prepare({ redirect_uri: callback.url, ...parameters });
  await page.goto(openid.buildAuthorizationUrl(config, request).href);
  await signIn(page, CITIZEN);
  const back = await brought(page, callback, async () => {
    await page.click('#grantAuthorization');
    if (request.response_mode === 'form_post' && !javaScript) await page.click('#continueButton');
  });
  return { config, tokens: await openid.authorizationCodeGrant(config, back, checks) };
}

for (const mode of ['query', 'fragment', 'form_post']) {
  scenarioWithAndWithoutJavaScript(`a login and back by ${mode}`, async (world) => {
    const { tokens } = await login(world, { response_mode: mode });
    assert.equal(tokens.claims().aud, 'EPOS_DEMO');
  });
}

scenario('a form posted by another site is answered by another', async (world) => {
  const { page, mock, callback } = world;
  const { config, tokens } = await login(world);
  // localhost is another site than 127.0.0.1, so that the browser keeps its Lax cookies back.
  const elsewhere = callback.url.replace('127.0.0.1', 'localhost');
  const parameters = { redirect_uri: elsewhere, response_mode: 'form_post', prompt: 'none' };
  const { request, checks } = await prepare(parameters);
  const fields = { ...request, client_id: 'EPOS_DEMO', response_type: 'code' };
  await page.route(elsewhere.replace('/callback', '/start'), (route) => route.fulfill({
    contentType: 'text/html',
    body: `<link rel="icon" href="data:,"><form method="post" action="${mock.url}/oidc/authorize">
      ${Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`).join('')}<button id="go">.</button></form>`,
  }));
  await page.goto(elsewhere.replace('/callback', '/start'));
  const back = await brought(page, { url: elsewhere }, () => page.click('#go'));
  const again = await openid.authorizationCodeGrant(config, back, checks);
  assert.equal(again.claims().sid, tokens.claims().sid);
});

scenario('an application renews its tokens in a frame', async (world) => {
  const { page, callback } = world;
  const { config, tokens } = await login(world);
  const { request, checks } = await prepare({ redirect_uri: callback.url, prompt: 'none' });
  const address = openid.buildAuthorizationUrl(config, request).href;
  const [arrived] = await Promise.all([
    page.waitForRequest((request) => request.url().startsWith(callback.url)),
    page.evaluate((src) => { document.body.append(Object.assign(document.createElement('iframe'), { src })); }, address),
  ]);
  const again = await openid.authorizationCodeGrant(config, new URL(arrived.url()), checks);
  assert.equal(again.claims().sub, tokens.claims().sub);
});

scenarioWithAndWithoutJavaScript('«Выйти?»: stay, then leave', async (world) => {
  const { page, callback } = world;
  const { config } = await login(world);
  const after = `${callback.origin}/`;
  const logout = openid.buildEndSessionUrl(config, { post_logout_redirect_uri: after, state: 'st' }).href;
  await page.goto(logout);
  assert.match(await textOf(page), /Выйти\?.*ЭПОС/);
  await Promise.all([anotherPage(page), page.click('#stayButton')]);
  assert.equal(await page.locator('#leaveButton').count(), 0);

  await page.goto(logout);
  await page.click('#leaveButton');
  await page.waitForURL(`${after}?state=st`);
  const { request, checks } = await prepare({ redirect_uri: callback.url, prompt: 'none' });
  const back = await brought(page, callback, () => page.goto(openid.buildAuthorizationUrl(config, request).href));
  await refused(openid.authorizationCodeGrant(config, back, checks), 'login_required');
});

scenario('a proved logout asks nothing', async (world) => {
  const { page, callback } = world;
  const { config, tokens } = await login(world);
  const after = `${callback.origin}/`;
  await page.goto(openid.buildEndSessionUrl(config, { post_logout_redirect_uri: after, id_token_hint: tokens.id_token }).href);
  assert.equal(page.url(), after);
});
