// The tester's desk as somebody uses it who has read nothing: it begins at `/`, goes on by roles and visible names alone,
// counts what it presses, and looks at every page. Systems, journal, letters, faults and offices.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../lib/mock.mjs';
import { CITIZEN, grant, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';
import { CLOCK } from './cabinet.mjs';
import { looksRight } from './looks.mjs';

const CERTIFICATE = path.join(ROOT, 'keys', 'client_epos_rsa.crt');
const SCREENS = 4;

/** Somebody at the start page; what they press is counted. */
async function arrives(page, mock) {
  await page.goto(`${mock.url}/`);
  let pressed = 0;
  const press = async (role, name) => {
    pressed += 1;
    await page.getByRole(role, { name, exact: typeof name === 'string' }).first().click();
  };
  return { link: (name) => press('link', name), button: (name) => press('button', name), count: () => pressed };
}

/** No desk page is longer than four screens of a phone, nor heavier than 60 KB. */
async function isShort(page) {
  await page.setViewportSize({ width: 375, height: 812 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const size = await page.evaluate(() => document.documentElement.outerHTML.length);
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.ok(height <= SCREENS * 812, `${page.url()}: ${height} px on a phone`);
  assert.ok(size <= 60 * 1024, `${page.url()}: ${size} characters`);
}

async function looks(world, name, language) {
  // Without scripts nothing can look at a page from inside.
  if (world.javaScript === false) return;
  await looksRight(world, name, language);
  await isShort(world.page);
}

/** An own system is registered with the certificate of a file, or pasted where there are no scripts. */
async function registers(page, tester, javaScript) {
  await tester.link('Пульт');
  await tester.link('Системы');
  await tester.link('Зарегистрировать систему');
  await page.getByLabel('Мнемоника').fill('OWN_SYSTEM');
  await page.getByLabel('Адреса возврата').fill('http://127.0.0.1:9999/callback');
  if (javaScript) await page.getByLabel('Или выберите файл').setInputFiles(CERTIFICATE);
  else await page.getByLabel('Сертификат', { exact: true }).fill(readFileSync(CERTIFICATE, 'utf8'));
  await tester.button('Зарегистрировать');
}

scenarioWithAndWithoutJavaScript('an own system with an own certificate: its first refused request is explained in ≤ 8 presses', async (world) => {
  const { page, mock, javaScript } = world;
  const tester = await arrives(page, mock);
  await registers(page, tester, javaScript);
  await page.getByText('система уже может присылать запросы').waitFor();
  const query = new URLSearchParams({
    client_id: 'OWN_SYSTEM', client_secret: 'bm90IGEgc2lnbmF0dXJl', redirect_uri: 'http://127.0.0.1:9999/callback', scope: 'openid',
    response_type: 'code', state: '5c7d7a8e-0b0f-4f3e-9a51-2f1d6f2c3b4a', timestamp: '2026.09.01 09:00:00 +0500', access_type: 'online',
  });
  await fetch(`${mock.url}/aas/oauth2/ac?${query}`, { redirect: 'manual' });
  // With scripts the line comes by itself.
  if (javaScript) await page.getByText('ESIA-007005').first().waitFor();
  else await page.reload();
  await looks(world, 'desk-system');
  await tester.link('Запрос кода авторизации');
  assert.match(await textOf(page), /Почему отказ.*Что делать/);
  await page.getByText('Текст, который надо подписать').waitFor();
  await looks(world, 'desk-request');
  assert.ok(tester.count() <= 8, `${tester.count()} presses`);
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('the token endpoint answers 502 for an hour, and the hour is jumped past in ≤ 6 presses', async (world) => {
  const { page, mock } = world;
  const tester = await arrives(page, mock);
  const token = async () => (await fetch(`${mock.url}/aas/oauth2/te`, { method: 'POST', body: new URLSearchParams() })).status;
  await tester.link('Пульт');
  await tester.link('Неполадки');
  await tester.button('Обмен на маркеры отвечает 502 целый час');
  assert.equal(await token(), 502);
  await page.reload();
  assert.match(await textOf(page), /задето запросов: 1/);
  await looks(world, 'desk-faults');
  await tester.button('Перевести часы на конец');
  assert.equal(await token(), 400);
  assert.ok(tester.count() <= 6, `${tester.count()} presses`);
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('an account is confirmed at the service centre in ≤ 5 presses', async (world) => {
  const { page, mock } = world;
  const tester = await arrives(page, mock);
  await tester.link('Пульт');
  await tester.link('Ведомства');
  await looks(world, 'desk-offices');
  await page.getByLabel('Телефон, почта или СНИЛС').fill('000-000-701 22');
  await tester.button('Найти');
  await tester.button('Документы как в записи');
  await looks(world, 'desk-as-account');
  await tester.button('Подтвердить');
  assert.match(await textOf(page), /Личность подтверждена\./);
  assert.ok(tester.count() <= 5, `${tester.count()} presses`);
}, { options: CLOCK });

scenario('every other page looks right, in both languages', async (world) => {
  const { page, mock, arrive, callback } = world;
  await arrive();
  await signIn(page, CITIZEN);
  await grant(page, callback);
  for (const [name, address] of [
    ['journal', '/_mock/journal'], ['way', '/_mock/journal?login=L1'], ['letters', '/_mock/letters'], ['letter', '/_mock/letters/1'],
    ['fault', '/_mock/faults/6'], ['systems', '/_mock/systems'], ['system-new', '/_mock/systems/new'],
    ['system-edit', '/_mock/systems/EPOS_DEMO/edit'], ['registries', '/_mock/offices/registries?whom=standard_adult'],
  ]) {
    await page.goto(`${mock.url}${address}`);
    await looks(world, `desk-${name}`);
  }
  await page.getByRole('link', { name: 'English' }).click();
  for (const name of ['journal/1', 'letters', 'faults', 'systems/EPOS_DEMO', 'offices']) {
    await page.goto(`${mock.url}/_mock/${name}`);
    await looks(world, `en-desk-${name.replace('/', '-')}`, 'en');
  }
}, { options: CLOCK });
