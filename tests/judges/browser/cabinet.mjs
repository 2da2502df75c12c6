// The citizen's own pages, the desk of a service centre, and what a tester does meanwhile: moves the clock, reads letters.

import assert from 'node:assert/strict';

import { PASSWORD, anotherPage, signIn } from './browser.mjs';

/** The stand's clock stands still here until a test moves it. */
export const CLOCK = ['--clock', '2026-09-01T09:00:00+05:00'];

export const MOTHER = { login: 'sidorova@example.test', password: PASSWORD };
export const FATHER = { login: 'sidorov@example.test', password: PASSWORD };
export const NEWCOMER = { login: 'ivanova@example.test', password: PASSWORD };
export const STANDARD = { login: 'petrov@example.test', password: PASSWORD };

export const CHILD_PASSWORD = 'Rebenok-2026!';

/** A boy of seven whom nobody knows yet. */
export const BOY = {
  last_name: 'Сидоров',
  first_name: 'Фёдор',
  middle_name: 'Олегович',
  birth_date: '14.03.2019',
  sex: 'M',
  kind: 'birth_certificate',
  series: 'III-ВГ',
  number: '777001',
  issue_date: '20.03.2019',
  issued_by: 'отдел ЗАГС города Примерска',
};

/** What somebody writes who has given nothing but an e-mail so far. */
export const DECLARATION = {
  last_name: 'Иванова',
  first_name: 'Надежда',
  middle_name: 'Петровна',
  birth_date: '10.05.1990',
  birth_place: 'г. Примерск',
  gender: 'F',
  citizenship: 'RUS',
  document: 'RF_PASSPORT',
  number: '5710 000720',
  issued_by: 'ОВД Примерный',
  issue_date: '01.06.2010',
  issuer_code: '590-004',
  snils: '112-233-445 95',
};

/** The papers of the citizen STANDARD, at the desk. */
export const PAPERS = {
  last_name: 'Петров',
  first_name: 'Пётр',
  middle_name: 'Алексеевич',
  birth_date: '21.07.1990',
  snils: '000-000-701 22',
  series: '5710',
  number: '000701',
};

// ---- what a tester does ---------------------------------------------------------------------------------------

/** The control surface: what it answers to a change. */
export async function control(mock, method, path, body) {
  const answer = await fetch(`${mock.url}/_mock/api/v1/${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${method} ${path}: ${await answer.clone().text()}`);
  return answer.json();
}

export const passes = (mock, time) => control(mock, 'PUT', 'clock', { advance: time });
export const isAt = (mock, time) => control(mock, 'PUT', 'clock', { now: time });

/** Everything that was sent to a phone or an address, the oldest first. */
export async function sent(mock, to) {
  return (await control(mock, 'GET', `outbox?to=${encodeURIComponent(to)}`)).messages;
}

/** The link in the newest letter of a kind. */
export async function link(mock, to, kind) {
  const letters = (await sent(mock, to)).filter(({ letter }) => letter === kind);
  assert.ok(letters.length > 0, `no letter ${kind} to ${to}`);
  return letters.at(-1).link;
}

/** The code in the newest message to a phone. */
export async function code(mock, phone) {
  return /\b(\d{6})\b/.exec((await sent(mock, phone)).at(-1).text)[1];
}

/** Somebody opens an address in a browser that nobody has used; gives its page. */
export async function elsewhere({ t, context, javaScript }, address) {
  const other = await context.browser().newContext({ javaScriptEnabled: javaScript, locale: 'ru-RU' });
  t.after(() => other.close());
  const page = await other.newPage();
  await page.goto(address);
  return page;
}

// ---- what a citizen does --------------------------------------------------------------------------------------

export const heading = (page) => page.locator('h1').innerText();

/** Goes to one of the own pages, by a sign-in if nobody is signed in. */
export async function goes({ mock, page }, who, path = '/profile') {
  await page.goto(`${mock.url}${path}`);
  if (await page.locator('#loginByPwdButton').count()) {
    await Promise.all([anotherPage(page), signIn(page, who)]);
  }
  assert.equal(new URL(page.url()).pathname, path);
}

/** Fills in the fields of these names, whatever they are. */
export async function fills(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`form [name="${name}"]`);
    const kind = await field.first().evaluate((element) => element.type);
    if (kind === 'radio') {
      // A person presses the words, not the little circle.
      const id = await page.getAttribute(`form [name="${name}"][value="${value}"]`, 'id');
      await page.click(`label[for="${id}"]`);
    }
    else if (kind === 'select-one') await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses a button of this name and waits for what comes. */
export async function presses(page, name) {
  await Promise.all([anotherPage(page), page.getByRole('button', { name, exact: true }).click()]);
}

/** Presses a button of this name that asks first. */
export async function pressesSurely(page, name) {
  await page.locator('summary', { hasText: name }).first().click();
  await presses(page, name);
}

/** Follows a link of this name and waits for what comes. */
export async function follows(page, name) {
  await Promise.all([anotherPage(page), page.getByRole('link', { name, exact: true }).click()]);
}

/** Types a code, one digit a field. */
export async function types(page, digits) {
  for (const [at, digit] of [...digits].entries()) await page.fill(`#code${at + 1}`, digit);
}

// ---- cards of children ----------------------------------------------------------------------------------------

/** A new card, filled in and saved; gives its number. */
export async function addsCard(world, who, child) {
  const { page } = world;
  await goes(world, who, '/profile/family');
  await follows(page, 'Добавить ребёнка');
  await fills(page, child);
  await presses(page, 'Сохранить');
  const ids = await page.locator('[data-id]').evaluateAll((cards) => cards.map((card) => card.dataset.id));
  return ids.at(-1);
}

/** Marks cards and presses «Отправить». */
export async function sends(world, who, ...cards) {
  const { page } = world;
  await goes(world, who, '/profile/family');
  for (const card of cards) await page.check(`#card-${card}`);
  await presses(page, 'Отправить');
}

/** The state of a card, as robots read it. */
export async function stateOf(world, who, card) {
  await goes(world, who, `/profile/family/${card}`);
  return world.page.locator('[data-state]').last().getAttribute('data-state');
}

/** A card that was checked and is all right. */
export async function verifiedCard(world, who, child) {
  const card = await addsCard(world, who, child);
  await sends(world, who, card);
  await passes(world.mock, 'PT15M');
  assert.equal(await stateOf(world, who, card), 'VERIFIED');
  return card;
}
