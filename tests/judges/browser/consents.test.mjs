// «Согласия» of the cabinet.

import assert from 'node:assert/strict';

import { grant, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';
import { CLOCK, MOTHER, goes, presses, pressesSurely } from './cabinet.mjs';
import { tokens } from '../lib/relying_party.mjs';

scenarioWithAndWithoutJavaScript('CNS-05: a revoked consent closes access at once and is asked for again', async (world) => {
  const { page, mock, callback, arrive } = world;
  await arrive();
  await signIn(page, MOTHER);
  const { code } = await grant(page, callback);
  const given = await tokens(mock, callback, { code });
  const reads = async () => (await fetch(`${mock.url}/rs/prns/1000000702`, { headers: { authorization: `Bearer ${given.access_token}` } })).status;
  assert.equal(await reads(), 200);

  await goes(world, MOTHER, '/profile/consents');
  assert.match(await textOf(page), /ЭПОС.*Просмотр вашего СНИЛС/);
  await pressesSurely(page, 'Отозвать');
  assert.match(await textOf(page), /Согласие отозвано/);

  assert.equal(await reads(), 401);
  const refused = await tokens(mock, callback, { refresh_token: given.refresh_token });
  assert.match(refused.error_description, /ESIA-007011/);
  await arrive();
  await page.waitForSelector('#grantAuthorization');
}, { options: CLOCK });
