// How the pages of the login look and read, and those beside it; the citizen's own pages are in tours.test.mjs.

import assert from 'node:assert/strict';

import { authorizeUrl } from '../lib/relying_party.mjs';
import { BY_SMS, CITIZEN, EMPLOYEE, anotherPage, follow, grant, scenario, signIn, textOf } from './browser.mjs';
import { looksRight } from './looks.mjs';

const DIGITAL_PROFILE = {
  sysname: 'APIPGU',
  responsibleObject: 'ООО «Пример»',
  actions: [{ sysname: 'ALL_ACTIONS_TO_DATA' }],
  purposes: [{ sysname: 'APPLY' }],
  scopes: [{ sysname: 'fullname' }, { sysname: 'snils' }, { sysname: 'id_doc' }],
};

const PAGES = {
  'sign-in': async ({ arrive }) => arrive(),
  'sign-in-hints': async ({ arrive, page }) => {
    await arrive();
    await page.getByText('Подсказки стенда').click();
  },
  'sign-in-wrong-password': async ({ arrive, page }) => {
    await arrive();
    await signIn(page, { ...CITIZEN, password: 'wrong-password' });
    await page.locator('.ui-message-error-detail').waitFor();
  },
  role: async ({ arrive, page }) => {
    await arrive();
    await signIn(page, EMPLOYEE);
    await page.waitForSelector('#o2');
  },
  consent: async ({ arrive, page }) => {
    await arrive();
    await signIn(page, CITIZEN);
    await page.waitForSelector('#grantAuthorization');
  },
  'consent-hint': async ({ arrive, page }) => {
    await PAGES.consent({ arrive, page });
    await page.getByText('?', { exact: true }).first().click();
  },
  'consent-digital-profile': async ({ arrive, page }) => {
    const permissions = Buffer.from(JSON.stringify([DIGITAL_PROFILE])).toString('base64url');
    await arrive({ client: 'DEMO_RSA', keys: 'client_demo_rsa', scope: 'openid', more: { permissions } });
    await signIn(page, CITIZEN);
    await page.waitForSelector('[data-permission="APIPGU"]');
  },
  'second-factor': async ({ arrive, page }) => {
    await arrive();
    await signIn(page, BY_SMS);
    await page.waitForSelector('#verifyCode');
  },
  'second-factor-wrong-code': async (world) => {
    await PAGES['second-factor'](world);
    for (const number of [1, 2, 3, 4, 5, 6]) await world.page.fill(`#code${number}`, '0');
    await world.page.click('#verifyCode');
    await world.page.waitForSelector('#code-error');
  },
  'logs-sms': async (world) => {
    await PAGES['second-factor'](world);
    await world.page.goto(`${world.mock.url}/logs/sms/`);
  },
  'logs-emails': async (world) => {
    await PAGES.consent(world);
    await world.page.goto(`${world.mock.url}/logs/emails/`);
    await world.page.getByText('Вход в учётную запись с нового устройства').waitFor();
  },
  letter: async (world) => {
    await PAGES['logs-emails'](world);
    await Promise.all([anotherPage(world.page), follow(world.page, 'Вход в учётную запись с нового устройства')]);
  },
  'error-unknown-client': async ({ mock, callback, page }) => {
    const address = authorizeUrl(mock, callback).replace('client_id=EPOS_DEMO', 'client_id=NO_SUCH_SYSTEM');
    const response = await page.goto(address);
    assert.ok(response.status() >= 400 && response.status() < 500, `HTTP ${response.status()}`);
  },
  'error-foreign-redirect': async ({ mock, callback, page }) => {
    const address = authorizeUrl(mock, { url: 'http://foreign.example.test/callback' });
    const response = await page.goto(address);
    assert.ok(response.status() >= 400 && response.status() < 500, `HTTP ${response.status()}`);
    assert.match(await textOf(page), /ESIA-007023/);
    assert.equal(callback.visits.length, 0);
  },
  'sign-in-without-request': async ({ mock, page }) => page.goto(`${mock.url}/login`),
  recovery: async (world) => fromSignIn(world, 'Я не знаю пароль'),
  registration: async (world) => fromSignIn(world, 'Зарегистрируйтесь'),
  'electronic-signature': async (world) => fromSignIn(world, 'Вход с помощью электронной подписи'),
  'leave-question': async ({ mock, callback, arrive, page }) => {
    await arrive();
    await signIn(page, CITIZEN);
    await grant(page, callback);
    await page.goto(`${mock.url}/oidc/end_session?client_id=EPOS_DEMO`);
    await page.waitForSelector('#leaveButton');
  },
  'signed-out': async ({ mock, page }) => page.goto(`${mock.url}/idp/ext/Logout?client_id=EPOS_DEMO`),
  front: async ({ mock, page }) => page.goto(`${mock.url}/`),
  'not-found': async ({ mock, page }) => page.goto(`${mock.url}/login/no-such-page`),
};

async function fromSignIn({ arrive, page }, link) {
  await arrive();
  await Promise.all([anotherPage(page), follow(page, link)]);
}

for (const [name, open] of Object.entries(PAGES)) {
  scenario(`page ${name}`, async (world) => {
    await open(world);
    await looksRight(world, name);
  });
}

scenario('the browser finds an icon', async ({ arrive, page, mock }) => {
  await arrive();
  const link = page.locator('link[rel~="icon"]');
  const address = await link.count() ? await link.first().getAttribute('href') : '/favicon.ico';
  const { status } = await fetch(new URL(address, mock.url));
  assert.ok(status < 400, `${address} is answered with HTTP ${status}, an error in every visitor's console`);
});
