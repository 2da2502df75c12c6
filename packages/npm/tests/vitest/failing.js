// Fails on purpose: tests/runners.test.js looks at what Vitest says then.

import { expect } from 'vitest';

import { test } from 'esia-mock/vitest';

test('refused', async ({ esia }) => {
  const back = await esia.signIn('/aas/oauth2/ac?client_id=NOBODY', await esia.person());
  expect(back.code).toBeTruthy();
});
