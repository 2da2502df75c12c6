// A relying party that leads on: its callback answers 302 to a second origin, and that one to a third. Chromium holds
// the policy of the page whose form was sent against every step of the way.

import assert from 'node:assert/strict';
import http from 'node:http';

import * as openid from 'openid-client';

import { discover, prepare } from '../npm-openid-client/relying_party.mjs';
import { authorizeUrl } from '../lib/relying_party.mjs';
import { BY_SMS, CITIZEN, EMPLOYEE, newestCode, scenario, signIn } from './browser.mjs';

const EPOS = { authentication: openid.ClientSecretBasic('epos-demo-secret') };

/** Listens on a port of its own; `answer` says where it leads, or nothing. */
async function origin(t, lead) {
  const server = http.createServer((request, response) => {
    const to = lead(request.url);
    if (to) response.writeHead(302, { location: to }).end();
    else response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,"><h1>arrived</h1>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  return `http://127.0.0.1:${server.address().port}`;
}

/** Three origins in a row: where the stand leads to, and where that ends. */
async function chain(t) {
  const third = await origin(t, () => undefined);
  const second = await origin(t, () => `${third}/end`);
  const first = await origin(t, () => `${second}/middle`);
  return { first, end: `${third}/end`, origins: [first, second, third] };
}

function leads(name, body, settings) {
  scenario(name, async (world) => {
    const { first, end, origins } = await chain(world.t);
    world.also(...origins);
    const callback = { url: `${first}/callback`, origin: first };
    const arrive = (request) => world.page.goto(authorizeUrl(world.mock, callback, request));
    await body({ ...world, callback, arrive });
    await world.page.waitForURL(end);
    assert.equal(await world.page.innerText('h1'), 'arrived');
  }, settings);
}

async function standard({ mock, page, callback }, parameters = {}) {
  const config = await discover(mock, EPOS);
  const { request } = await prepare({ redirect_uri: callback.url, ...parameters });
  await page.goto(openid.buildAuthorizationUrl(config, request).href);
  return config;
}

for (const javaScript of [true, false]) {
  const how = javaScript ? '' : ' (JavaScript off)';

  leads(`consent leads over two more origins${how}`, async ({ page, arrive }) => {
    await arrive();
    await signIn(page, CITIZEN);
    await page.click('#grantAuthorization');
  }, { javaScript });

  leads(`a refusal of consent does${how}`, async ({ page, arrive }) => {
    await arrive();
    await signIn(page, CITIZEN);
    await page.click('#denyAuthorization');
  }, { javaScript });

  leads(`an answer by form_post does${how}`, async (world) => {
    await standard(world, { response_mode: 'form_post' });
    await signIn(world.page, CITIZEN);
    await world.page.click('#grantAuthorization');
    if (!javaScript) await world.page.click('#continueButton');
  }, { javaScript });
}

/** Consent is given, and the session forgotten: the next sign-in ends by its last form. */
async function remembered({ page, context, arrive }, person, then = async () => {}) {
  await arrive();
  await signIn(page, person);
  await then();
  await page.click('#grantAuthorization');
  await page.waitForURL((url) => url.pathname === '/end');
  await context.clearCookies();
  await arrive();
  await signIn(page, person);
  await then();
}

leads('a password does, where consent is remembered', (world) => remembered(world, CITIZEN));

leads('a code by SMS does', async (world) => {
  const { page, mock } = world;
  await remembered(world, BY_SMS, async () => {
    await page.waitForSelector('#verifyCode');
    for (const [at, digit] of [...await newestCode(mock)].entries()) await page.fill(`#code${at + 1}`, digit);
    await page.click('#verifyCode');
  });
});

leads('«Войти как» does', async (world) => {
  const { page } = world;
  await remembered(world, EMPLOYEE, () => page.getByRole('button', { name: 'Подтвердить' }).click());
});

leads('a logout that asks does', async (world) => {
  const config = await standard(world);
  await signIn(world.page, CITIZEN);
  await world.page.click('#grantAuthorization');
  await world.page.waitForURL((url) => url.pathname === '/end');
  const { callback } = world;
  await world.page.goto(openid.buildEndSessionUrl(config, { post_logout_redirect_uri: `${callback.origin}/` }).href);
  await world.page.click('#leaveButton');
});
