// A fault that brings the browser back twice: with and without scripts, a real browser opens the same address two times.

import assert from 'node:assert/strict';

import { CITIZEN, follow, scenarioWithAndWithoutJavaScript, signIn } from './browser.mjs';

scenarioWithAndWithoutJavaScript('the browser comes back twice with the same code', async ({ mock, callback, page, arrive, javaScript }) => {
  const fault = { at: 'callback', do: { callback: { twice: true } } };
  const armed = await fetch(`${mock.url}/_mock/api/v1/faults/one`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  assert.equal(armed.status, 201);
  await arrive({ state: 'mine' });
  await signIn(page, CITIZEN);
  await page.click('#grantAuthorization');
  if (!javaScript) {
    // Whoever presses at once stops the frame that comes first.
    await page.frameLocator('iframe').getByText('Вы вернулись в ИС').waitFor({ state: 'attached' });
    await follow(page, 'Продолжить');
  }
  await page.getByText('Вы вернулись в ИС').waitFor();
  assert.equal(callback.visits.length, 2);
  const [first, second] = callback.visits;
  assert.ok(first.code && first.state === 'mine');
  assert.deepEqual(first, second);
});
