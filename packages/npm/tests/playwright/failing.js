// Fails on purpose: tests/runners.test.js looks at what Playwright keeps then.

import { expect, test } from 'esia-mock/playwright';

test('refused', async ({ esia, page }) => {
  await page.goto(`${esia.url}/aas/oauth2/ac?client_id=NOBODY`);
  expect(page.url()).toContain('code=');
});
