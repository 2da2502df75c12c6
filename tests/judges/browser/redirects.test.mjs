// A relying party that leads on: its callback answers 302 to a second origin, and that one to a third. Chromium holds
// the policy of the page whose form was sent against every step of the way.

import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

import * as openid from 'openid-client';

import { discover, prepare } from '../npm-openid-client/relying_party.mjs';
import { ROOT } from '../lib/mock.mjs';
import { authorizeUrl } from '../lib/relying_party.mjs';
import { BY_SMS, CITIZEN, EMPLOYEE, PASSWORD, newestCode, scenario, signIn } from './browser.mjs';
import { STANDARD, code, fills, presses, types } from './cabinet.mjs';

const EPOS = { authentication: openid.ClientSecretBasic('epos-demo-secret') };

// Somebody to whom the login page offers something on the way; the demo fixtures have nobody such.
const OFFERED = { login: 'offered@example.test', password: PASSWORD };
const folder = mkdtempSync(path.join(os.tmpdir(), 'esia-mock-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, 'people'));
writeFileSync(path.join(folder, 'people', 'offered.json'), JSON.stringify({
  persona: 'offered',
  about: 'MAX and another password are offered',
  account: { level: 'standard', password: PASSWORD, offers: ['max_quiz', 'change_password'] },
  last_name: 'Предложенская', first_name: 'Ольга', birth_date: '1990-01-01',
  contacts: [{ kind: 'email', value: OFFERED.login, verified: true }],
}));
const WITH_OFFERED = { options: ['--fixtures', path.join(ROOT, 'fixtures'), '--fixtures', folder] };

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

const offers = async (page, title) => {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

const declines = (page) => async () => {
  await offers(page, /MAX/);
  await page.click('#skipOffer');
  await offers(page, /пароль/);
  await page.click('#skipOffer');
};

leads('an offer that is declined does', (world) => remembered(world, OFFERED, declines(world.page)), WITH_OFFERED);

leads('an offer that is taken does', async (world) => {
  const { page, context, arrive } = world;
  await remembered(world, OFFERED, declines(page));
  await page.waitForURL((url) => url.pathname === '/end');
  await context.clearCookies();
  await arrive();
  await signIn(page, OFFERED);
  await offers(page, /MAX/);
  await page.click('#skipOffer');
  await offers(page, /пароль/);
  await fills(page, { new_password: 'Pa55word!', again: 'Pa55word!' });
  await page.click('#acceptOffer');
}, WITH_OFFERED);

leads('the sign-in after a recovery does', async (world) => {
  const { page, mock, context, arrive } = world;
  await remembered(world, STANDARD);
  await page.waitForURL((url) => url.pathname === '/end');
  await context.clearCookies();
  await arrive();
  await page.getByRole('link', { name: 'Я не знаю пароль' }).click();
  await fills(page, { login: '+7(900)0000701', captcha: await page.locator('svg.drawing text').textContent() });
  await presses(page, 'Продолжить');
  await fills(page, { document: '5710 000701' });
  await presses(page, 'Продолжить');
  await types(page, await code(mock, '+7(900)0000701'));
  await presses(page, 'Продолжить');
  const [first, second] = [page.locator('[type=password] >> nth=0'), page.locator('[type=password] >> nth=1')];
  await first.fill('Pa55word!');
  await second.fill('Pa55word!');
  await presses(page, 'Сохранить');
  await page.getByRole('link', { name: 'Войти' }).click();
  await signIn(page, { ...STANDARD, password: 'Pa55word!' });
});

// The application of a phone: its server takes the code and leads on by a scheme of its own (RFC 8252, 7.1).
scenario('a callback may lead on to an application', async ({ t, page, also, mock }) => {
  const asked = [];
  const callback = await origin(t, (url) => { asked.push(url); return 'ru.example.app:/done'; });
  // An address without a host has the origin `null`.
  also(callback, 'null');
  // No application is there: what counts is that the policy of the page lets the browser go.
  const led = page.waitForRequest('ru.example.app:/done');
  await page.goto(authorizeUrl(mock, { url: `${callback}/callback`, origin: callback }));
  await signIn(page, CITIZEN);
  await page.click('#grantAuthorization');
  await led;
  assert.match(asked.at(-1), /^\/callback\?.*code=/);
});
