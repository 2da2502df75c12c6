// From simplified to standard: data are saved, registries answer, the level follows.

import assert from 'node:assert/strict';

import { PASSWORD, anotherPage, grant, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';
import { CLOCK, DECLARATION, NEWCOMER, elsewhere, fills, follows, goes, heading, passes, presses, sent } from './cabinet.mjs';
import { claims, tokens } from '../lib/relying_party.mjs';

scenarioWithAndWithoutJavaScript('LVL-01: passport and СНИЛС make a simplified account standard', async (world) => {
  const { page, mock, callback, arrive } = world;
  const level = () => page.locator('[data-level]').first().getAttribute('data-level');
  await goes(world, NEWCOMER, '/profile');
  assert.equal(await level(), 'simplified');
  await goes(world, NEWCOMER, '/profile/data');
  await follows(page, 'Редактировать');
  await fills(page, DECLARATION);
  await presses(page, 'Сохранить');
  assert.match(await textOf(page), /отправлены на проверку/);

  await passes(mock, 'PT15M');
  await goes(world, NEWCOMER, '/profile');
  assert.equal(await level(), 'standard');
  const letters = (await sent(mock, NEWCOMER.login)).map(({ letter }) => letter);
  assert.equal(letters.at(-1), 'level_raised');

  const bySnils = await elsewhere(world, `${mock.url}/profile`);
  await Promise.all([anotherPage(bySnils), signIn(bySnils, { login: DECLARATION.snils, password: PASSWORD })]);
  assert.equal(await heading(bySnils), 'Обзор');

  await arrive();
  const { code } = await grant(page, callback);
  const subject = claims((await tokens(mock, callback, { code })).id_token)['urn:esia:sbj'];
  assert.equal(subject['urn:esia:sbj:lvl'], 'P');
  assert.equal(subject['urn:esia:sbj:is_tru'], undefined);
}, { options: CLOCK });
