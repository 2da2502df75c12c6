// How every page looks and reads: screenshots at two widths in two colour schemes, axe-core, 320 px, language, title,
// and the bar that says this is a test stand.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import axe from 'axe-core';

import { TARGET_DIR } from '../lib/mock.mjs';
import { authorizeUrl } from '../lib/relying_party.mjs';
import { BY_SMS, CITIZEN, EMPLOYEE, WARNING, follow, grant, scenario, signIn, textOf } from './browser.mjs';

const SCREENSHOTS = path.join(TARGET_DIR, 'screenshots');
const WIDTHS = [375, 1280];
const SCHEMES = ['light', 'dark'];
mkdirSync(SCREENSHOTS, { recursive: true });

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
    await Promise.all([world.page.waitForNavigation(), follow(world.page, 'Вход в учётную запись с нового устройства')]);
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
  await Promise.all([page.waitForNavigation(), follow(page, link)]);
}

for (const [name, open] of Object.entries(PAGES)) {
  scenario(`page ${name}`, async (world) => {
    await open(world);
    const { page, t } = world;

    assert.equal(await page.getAttribute('html', 'lang'), 'ru');
    assert.match(await page.title(), /тестовый стенд/i);
    assert.match(await page.getAttribute('meta[name="robots"]', 'content'), /noindex/);
    assert.ok(await page.getByText(WARNING).first().isVisible(), 'the warning bar is not to be seen');
    assert.equal(await page.locator('h1').count(), 1, 'one first heading a page');

    const found = [];
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${width}-${scheme}.png`), fullPage: true });
        found.push(...await violations(page, `${scheme}, ${width} px`));
      }
    }
    const [grave, light] = [true, false].map((wanted) => found.filter(({ impact }) => ['serious', 'critical'].includes(impact) === wanted));
    for (const line of new Set(light.map(({ what }) => what))) t.diagnostic(line);
    assert.deepEqual(grave.map(({ what, where }) => `${where}: ${what}`), [], 'axe-core objects');

    await page.setViewportSize({ width: 320, height: 800 });
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overhang, 0, `at 320 px the page is ${overhang} px too wide`);
  });
}

scenario('the browser finds an icon', async ({ arrive, page, mock }) => {
  await arrive();
  const link = page.locator('link[rel~="icon"]');
  const address = await link.count() ? await link.first().getAttribute('href') : '/favicon.ico';
  const { status } = await fetch(new URL(address, mock.url));
  assert.ok(status < 400, `${address} is answered with HTTP ${status}, an error in every visitor's console`);
});

async function violations(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { rules: { 'target-size': { enabled: true } } }));
  return violations.map(({ id, impact, help, nodes }) => ({
    impact,
    where,
    what: `${impact} ${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  }));
}
