// The page of the tester's API: read without scripts, and calls are sent from it with them.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { scenario } from './browser.mjs';
import { CLOCK } from './cabinet.mjs';
import { looksRight } from './looks.mjs';

/** Opens a call of the page. */
async function opens(page, mock, id) {
  await page.goto(`${mock.url}/_mock/api/`);
  await page.locator(`#${id} > summary`).click();
  return page.locator(`#${id}`);
}

/** Sends it, and gives the status and the body. */
async function sends(call) {
  await call.getByRole('button', { name: 'Отправить' }).click();
  const shown = call.locator('.call__answer');
  await shown.filter({ hasText: /^\d{3}/ }).waitFor();
  const [head, ...rest] = (await shown.textContent()).split('\n\n');
  return { status: Number.parseInt(head, 10), body: rest.join('\n\n') };
}

scenario('a call is sent from the page, with what was typed into it', async (world) => {
  const { page, mock } = world;
  let call = await opens(page, mock, 'clock_change');
  await looksRight(world, 'api', 'ru');
  const moved = await sends(call);
  assert.equal(moved.status, 200, moved.body);
  assert.equal(JSON.parse(moved.body).now, '2026-09-02T14:00:00+05:00');
  await call.getByRole('textbox').fill('{"now": "2026-09-05T12:00:00+05:00"}');
  assert.equal(JSON.parse((await sends(call)).body).working_day, false);
  call = await opens(page, mock, 'outbox_list');
  await call.getByLabel('kind', { exact: true }).fill('sms');
  await looksRight(world, 'api-call', 'ru');
  assert.deepEqual(JSON.parse((await sends(call)).body).messages, []);
  await page.goto(`${mock.url}/_mock/api/#stands_show`);
  assert.equal(await page.locator('#stands_show').getAttribute('open'), '');
  await page.locator('#stands_show').getByRole('link', { name: 'Stand', exact: true }).click();
  await page.locator('#shape-Stand').getByText('control_url').waitFor();
}, { options: CLOCK });

/** What a call answers of the type of an archive, as the page gives it to be kept. */
async function keeps(page, call) {
  await call.getByRole('button', { name: 'Отправить' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), call.locator('.call__answer a').click()]);
  return download;
}

scenario('a world is kept as an archive, and taken from one again, by files alone', async ({ t, page, mock }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'esia-mock-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const archive = path.join(folder, 'world.zip');
  const kept = await keeps(page, await opens(page, mock, 'export_export'));
  assert.equal(kept.suggestedFilename(), 'default.zip');
  await kept.saveAs(archive);

  const call = await opens(page, mock, 'import_import');
  const body = call.getByLabel('Тело');
  await call.getByRole('button', { name: 'Отправить' }).click();
  assert.ok(await call.locator('.call__answer').isHidden(), 'without a file nothing is sent');
  await body.setInputFiles(archive);
  const taken = await sends(call);
  assert.equal(taken.status, 200, taken.body);
  const { people, clients } = JSON.parse(taken.body);
  assert.ok(people.includes('esia_test_006') && clients.includes('EPOS_DEMO'), taken.body.slice(0, 300));
}, { options: CLOCK });

scenario('where there is a control token it is typed once, and calls from the page are let in', async ({ page, mock }) => {
  await page.goto(`${mock.url}/_mock/api/`);
  await page.getByLabel('Маркер управления').fill('s3cret');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  const call = await opens(page, mock, 'clock_show');
  assert.equal((await sends(call)).status, 200);
}, { options: [...CLOCK, '--control-token', 's3cret'] });

scenario('without scripts every call is described, and nothing can be sent', async ({ page, mock }) => {
  const call = await opens(page, mock, 'outbox_list');
  assert.match(await call.textContent(), /How many seconds to wait/);
  assert.match(await call.textContent(), /curl "\$ESIA\/_mock\/api\/v1\/outbox"/);
  assert.equal(await call.getByRole('button').count(), 0);
  assert.match(await page.textContent('#shape-ClockChange'), /expect_now/);
}, { options: CLOCK, javaScript: false });
