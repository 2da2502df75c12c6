// «Семья и дети»: cards, accounts made of them, accounts that are linked.

import assert from 'node:assert/strict';

import { anotherPage, grant, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';
import {
  BOY, CHILD_PASSWORD, CLOCK, FATHER, MOTHER, addsCard, code, elsewhere, fills, follows, goes, heading, isAt, link, presses, sends, sent, stateOf, types,
  verifiedCard,
} from './cabinet.mjs';
import { claims, tokens } from '../lib/relying_party.mjs';

const EMAIL = 'fedor@example.test';
const PHONE = '+7(900)7770001';
const PASSWORDS = { password: CHILD_PASSWORD, password_again: CHILD_PASSWORD };

// Ivan of the fixtures, whose account the mother has made, as the father's card says it.
const IVAN = { ...BOY, first_name: 'Иван', birth_date: '03.03.2016', series: 'II-ВГ', number: '000704', issue_date: '21.09.2016' };
const IVAN_EMAIL = 'sidorov.ivan@example.test';

/** The child signs in at a system and is let in. */
async function childSignsIn(world, login) {
  const { mock, callback, context, arrive, page } = world;
  await context.clearCookies();
  await arrive();
  await signIn(page, { login, password: CHILD_PASSWORD });
  const given = await tokens(mock, callback, { code: (await grant(page, callback)).code });
  return { token: given.access_token, ...claims(given.id_token)['urn:esia:sbj'] };
}

scenarioWithAndWithoutJavaScript('KID-01: a confirmed parent makes an account for a child below 14', async (world) => {
  const { page, mock } = world;
  const card = await verifiedCard(world, MOTHER, BOY);
  await goes(world, MOTHER, `/profile/family/${card}`);
  await follows(page, 'Создать');
  await fills(page, { email: EMAIL });
  await presses(page, 'Продолжить');
  assert.equal(await heading(page), 'Пароль ребёнка');
  const letter = await elsewhere(world, await link(mock, EMAIL, 'child_email'));
  await presses(letter, 'Подтвердить почту');
  assert.equal(await heading(letter), 'Почта подтверждена');
  await fills(page, PASSWORDS);
  await presses(page, 'Создать учётную запись');
  assert.match(await textOf(page), /Учётная запись ребёнка создана/);
  assert.equal((await childSignsIn(world, EMAIL))['urn:esia:sbj:lvl'], 'KD');
}, { options: CLOCK });

scenario('KID-01: the same with nothing but the keyboard', async (world) => {
  const { page, mock } = world;
  await page.goto(`${mock.url}/profile/family`);
  await page.keyboard.type(MOTHER.login);
  await typesInto(page, 'password', MOTHER.password);
  await enters(page);

  await tabsTo(page, page.getByRole('link', { name: 'Добавить ребёнка' }));
  await enters(page);
  for (const [name, value] of Object.entries(BOY)) await typesInto(page, name, value);
  await enters(page);
  assert.match(await textOf(page), /Карточка сохранена/);

  const mark = page.locator('[type=checkbox][id^="card-"]');
  await tabsTo(page, mark);
  await page.keyboard.press('Space');
  await tabsTo(page, page.getByRole('button', { name: 'Отправить', exact: true }));
  await enters(page);
  assert.match(await textOf(page), /Поиск СНИЛС запущен/);
  await isAt(mock, '2026-09-01T09:15:00+05:00');

  await page.reload();
  await tabsTo(page, page.locator('[data-id]', { hasText: BOY.first_name }).getByRole('link'));
  await enters(page);
  await tabsTo(page, page.getByRole('link', { name: 'Создать', exact: true }));
  await enters(page);
  await typesInto(page, 'email', EMAIL);
  await enters(page);
  await presses(await elsewhere(world, await link(mock, EMAIL, 'child_email')), 'Подтвердить почту');
  for (const [name, value] of Object.entries(PASSWORDS)) await typesInto(page, name, value);
  await enters(page);
  assert.match(await textOf(page), /Учётная запись ребёнка создана/);
}, { options: CLOCK });

/** Presses Tab until this has the focus. */
async function tabsTo(page, wanted) {
  const element = await wanted.elementHandle();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await element.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${wanted}`);
}

/** Goes to a field by Tab and gives it a value as its kind wants it. */
async function typesInto(page, name, value) {
  const field = page.locator(`form [name="${name}"]`);
  if (await field.first().getAttribute('type') !== 'radio') {
    await tabsTo(page, field);
    await page.keyboard.type(value);
    return;
  }
  await tabsTo(page, field.first());
  await page.keyboard.press('Space');
  const chosen = page.locator(`form [name="${name}"][value="${value}"]`);
  for (let pressed = 0; pressed < 5 && !await chosen.isChecked(); pressed += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await chosen.isChecked(), `the arrows do not choose ${value}`);
}

async function enters(page) {
  await Promise.all([anotherPage(page), page.keyboard.press('Enter')]);
}

scenario('KID-05: the check takes from 15 minutes to 5 working days', async (world) => {
  const { page, mock } = world;
  const late = { ...BOY, first_name: 'Игорь', number: '777002' };
  const silent = { outcome: 'found', after: 8 * 24 * 3600 };
  const put = await fetch(`${mock.url}/_mock/api/v1/registries/zags/${encodeURIComponent(`${late.series} ${late.number}`)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silent),
  });
  assert.equal(put.status, 200, await put.text());
  const cards = [await addsCard(world, MOTHER, BOY), await addsCard(world, MOTHER, late)];
  await sends(world, MOTHER, ...cards);
  const states = async () => [await stateOf(world, MOTHER, cards[0]), await stateOf(world, MOTHER, cards[1])];
  await states();
  const told = await textOf(page);
  for (const time of ['11.09.2026 18:30', '11.09.2026 18:45', '18.09.2026 18:30']) assert.ok(told.includes(time), `${time}: ${told}`);

  await isAt(mock, '2026-09-11T18:44:00+05:00');
  assert.deepEqual(await states(), ['CHECKING', 'CHECKING']);
  await isAt(mock, '2026-09-11T18:45:00+05:00');
  assert.deepEqual(await states(), ['VERIFIED', 'CHECKING']);
  await isAt(mock, '2026-09-18T18:29:00+05:00');
  assert.deepEqual(await states(), ['VERIFIED', 'CHECKING']);
  assert.doesNotMatch(await textOf(page), /Обратитесь в поддержку/);
  await isAt(mock, '2026-09-18T18:30:00+05:00');
  assert.deepEqual(await states(), ['VERIFIED', 'CHECKING']);
  assert.match(await textOf(page), /Обратитесь в поддержку/);
}, { options: ['--clock', '2026-09-11T18:30:00+05:00'] });

scenarioWithAndWithoutJavaScript('KID-08: the e-mail of the parent or of somebody else is taken', async (world) => {
  const { page, mock } = world;
  const card = await verifiedCard(world, MOTHER, BOY);
  for (const [email, said] of [[MOTHER.login, /Это ваш собственный контакт/], [FATHER.login, /уже заняты/]]) {
    await goes(world, MOTHER, `/profile/family/${card}/account`);
    await fills(page, { email });
    await presses(page, 'Продолжить');
    assert.match(await page.innerText('.field-error'), said);
    assert.equal(await page.inputValue('#email'), email);
    assert.deepEqual((await sent(mock, email)).filter(({ letter }) => letter === 'child_email'), []);
  }
}, { options: CLOCK });

scenario('KID-11: systems get an e-mail whose letter nobody has opened as not verified', async (world) => {
  const { page, mock } = world;
  const card = await verifiedCard(world, MOTHER, BOY);
  await goes(world, MOTHER, `/profile/family/${card}/account`);
  await fills(page, { email: EMAIL, phone: PHONE });
  await presses(page, 'Продолжить');
  await types(page, await code(mock, PHONE));
  await fills(page, PASSWORDS);
  await presses(page, 'Создать учётную запись');
  assert.match(await textOf(page), /почта не подтверждена/);
  assert.match(await textOf(page), /«Пользователь не найден»/);

  const { token, 'urn:esia:sbj:oid': oid } = await childSignsIn(world, PHONE);
  const status = async () => {
    const answer = await fetch(`${mock.url}/rs/prns/${oid}/ctts?embed=(elements)`, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()).elements.find(({ type }) => type === 'EML').vrfStu;
  };
  assert.equal(await status(), 'NOT_VERIFIED');
  await presses(await elsewhere(world, await link(mock, EMAIL, 'child_email')), 'Подтвердить почту');
  assert.equal(await status(), 'VERIFIED');
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('KID-13: an account that was made before is linked, none is made anew', async (world) => {
  const { page, mock } = world;
  const card = await verifiedCard(world, FATHER, IVAN);
  assert.match(await textOf(page), /У ребёнка уже есть учётная запись/);
  await follows(page, 'Привязать');
  await fills(page, { email: IVAN_EMAIL });
  await presses(page, 'Продолжить');
  assert.equal(await stateOf(world, FATHER, card), 'VERIFIED');

  const child = await elsewhere(world, await link(mock, IVAN_EMAIL, 'child_link'));
  await presses(child, 'Разрешить');
  assert.equal(await heading(child), 'Учётная запись привязана');
  await goes(world, FATHER, `/profile/family/${card}`);
  assert.match(await textOf(page), /1000000704/);
}, { options: CLOCK });
