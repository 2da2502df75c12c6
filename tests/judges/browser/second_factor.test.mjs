// The second step of the login: a code by SMS, typed digit by digit or pasted, with and without JavaScript.

import assert from 'node:assert/strict';

import { BY_SMS, grant, newestCode, scenario, scenarioWithAndWithoutJavaScript, signIn } from './browser.mjs';

async function type(page, code) {
  for (const [at, digit] of [...code].entries()) await page.fill(`#code${at + 1}`, digit);
  await page.click('#verifyCode');
}

scenarioWithAndWithoutJavaScript('LOG-07: the code from the message lets in', async ({ mock, callback, arrive, page }) => {
  await arrive();
  await signIn(page, BY_SMS);
  await page.waitForSelector('#verifyCode');
  await type(page, await newestCode(mock));
  await grant(page, callback);
  assert.ok(callback.last().code);
});

scenario('LOG-07: a code that is pasted fills every field', async ({ mock, callback, arrive, page }) => {
  await arrive();
  await signIn(page, BY_SMS);
  await page.waitForSelector('#verifyCode');
  const code = await newestCode(mock);
  await page.focus('#code1');
  // What a paste does: the whole text at once into the field with the cursor.
  await page.keyboard.insertText(code);
  const filled = await page.$$eval('.code__digit', (fields) => fields.map((field) => field.value).join(''));
  assert.equal(filled, code);
  await page.click('#verifyCode');
  await grant(page, callback);
  assert.ok(callback.last().code);
});
