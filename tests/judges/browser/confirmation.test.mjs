// Identity is confirmed at the desk of a service centre.

import assert from 'node:assert/strict';

import { PASSWORD, deskTextOf, grant, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';
import { CLOCK, MOTHER, PAPERS, STANDARD, code, elsewhere, fills, follows, goes, heading, passes, presses, pressesSurely, types } from './cabinet.mjs';
import { claims, tokens } from '../lib/relying_party.mjs';

/** The operator has found an account and compared it with papers. */
async function compares(operator, mock, login, papers) {
  await operator.goto(`${mock.url}/_mock/mfc`);
  await operator.getByLabel('Телефон, почта или СНИЛС').fill(login);
  await presses(operator, 'Найти');
  await fills(operator, papers);
  await presses(operator, 'Сравнить');
  assert.equal(await heading(operator), 'Сравнение');
}

scenarioWithAndWithoutJavaScript('CNF-01: papers that are equal confirm the account', async (world) => {
  const { page, mock, callback, arrive } = world;
  const operator = await elsewhere(world, `${mock.url}/_mock/mfc`);
  await compares(operator, mock, PAPERS.snils, PAPERS);
  assert.equal((await deskTextOf(operator)).match(/совпадает/g).length, 4);
  await presses(operator, 'Подтвердить');
  assert.match(await deskTextOf(operator), /Личность подтверждена/);

  await arrive();
  await signIn(page, STANDARD);
  const { code: given } = await grant(page, callback);
  const subject = claims((await tokens(mock, callback, { code: given })).id_token)['urn:esia:sbj'];
  assert.equal(subject['urn:esia:sbj:lvl'], 'PR');
  assert.equal(subject['urn:esia:sbj:is_tru'], true);
}, { options: CLOCK });

scenario('CNF-03: a child of 14 is confirmed once the parent has pressed «Отвязать»', async (world) => {
  const { page, mock } = world;
  const papers = {
    last_name: 'Сидорова',
    first_name: 'Мария',
    middle_name: 'Олеговна',
    snils: '000-000-705 26',
    series: '5726',
    number: '000705',
    birth_date: '02.09.2012',
  };
  await passes(mock, 'P2D');
  const operator = await elsewhere(world, `${mock.url}/_mock/mfc`);
  await compares(operator, mock, 'sidorova.maria@example.test', papers);
  await presses(operator, 'Подтвердить');
  assert.match(await deskTextOf(operator), /Сначала родитель должен отвязать её в своём профиле/);

  await goes(world, MOTHER, '/profile/family');
  const card = page.locator('[data-id]', { hasText: 'Мария' });
  await goes(world, MOTHER, `/profile/family/${await card.getAttribute('data-id')}`);
  await pressesSurely(page, 'Отвязать');
  assert.match(await textOf(page), /Учётная запись отвязана/);

  await presses(operator, 'Подтвердить');
  assert.match(await deskTextOf(operator), /Личность подтверждена/);
}, { options: CLOCK });

scenario('CNF-04: a simplified double must be deleted first', async (world) => {
  const { page, mock } = world;
  const phone = '+7(907)7647981';
  await page.goto(`${mock.url}/login/registration`);
  await fills(page, { last_name: PAPERS.last_name, first_name: PAPERS.first_name, phone });
  await presses(page, 'Зарегистрироваться');
  await types(page, await code(mock, phone));
  await presses(page, 'Продолжить');
  await fills(page, { password: 'Pa55word!', password_again: 'Pa55word!' });
  await presses(page, 'Готово');
  assert.match(await textOf(page), /Вы зарегистрированы/);

  const operator = await elsewhere(world, `${mock.url}/_mock/mfc`);
  await compares(operator, mock, STANDARD.login, PAPERS);
  await presses(operator, 'Подтвердить');
  assert.match(await deskTextOf(operator), /есть упрощённая учётная запись .* Сначала её нужно удалить/);

  await goes(world, { login: phone, password: 'Pa55word!' }, '/profile/security');
  await follows(page, 'Удалить учётную запись');
  await fills(page, { current: 'Pa55word!' });
  await presses(page, 'Удалить навсегда');

  await presses(operator, 'Подтвердить');
  assert.match(await deskTextOf(operator), /Личность подтверждена/);
}, { options: CLOCK });
