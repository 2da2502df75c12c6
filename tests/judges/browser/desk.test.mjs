// The tester's desk as somebody uses it who never reads documentation: each journey begins at the welcome, goes on by
// roles and visible names alone, and counts its presses. Pictures of every page on the way are taken.

import assert from 'node:assert/strict';

import { scenario, scenarioWithAndWithoutJavaScript } from './browser.mjs';
import { CLOCK } from './cabinet.mjs';
import { looksRight } from './looks.mjs';

/** A journey that began at the welcome; `presses` counts what it took. */
async function begins(world) {
  const { page, mock } = world;
  await page.goto(mock.url);
  const journey = {
    presses: 0,
    /** Presses what bears this name: a link, a button, or what unfolds. */
    async press(name, { first = false } = {}) {
      const named = (role) => page.getByRole(role, { name });
      let found = named('link').or(named('button')).or(page.locator('summary', { hasText: name }));
      if (first) found = found.first();
      await found.click();
      journey.presses += 1;
    },
    async heading() {
      return page.getByRole('heading', { level: 1 }).innerText();
    },
  };
  return journey;
}

/** How many screens of a phone the open page is long. */
async function screens(page) {
  await page.setViewportSize({ width: 375, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1280, height: 900 });
  return height / 900;
}

scenarioWithAndWithoutJavaScript('a parent with two children is made, and one of them entered, by six presses at most', async (world) => {
  const journey = await begins(world);
  const { page } = world;
  await journey.press('Открыть пульт');
  await journey.press('Создать');
  await journey.press('Родитель с двумя детьми');
  const parent = await journey.heading();
  await journey.press('Открыть карточку', { first: true });
  const child = await journey.heading();
  assert.notEqual(child, parent);
  await journey.press('Войти этим человеком');
  assert.match(page.url(), /\/profile$/);
  await page.getByText(child).first().waitFor();
  assert.ok(journey.presses <= 6, `${journey.presses} presses`);
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('a child’s e-mail becomes unverified, and what systems get is seen, by five presses at most', async (world) => {
  const journey = await begins(world);
  const { page } = world;
  await journey.press('Войти как…');
  await journey.press(/^Дети$/);
  await page.locator('.person__name').first().click();
  journey.presses += 1;
  await journey.press('Снять подтверждение', { first: true });
  await journey.press('Что получают системы');
  await page.getByText('NOT_VERIFIED').first().waitFor();
  assert.ok(journey.presses <= 5, `${journey.presses} presses`);
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('one goes back to a snapshot by three presses', async (world) => {
  const { page } = world;
  let journey = await begins(world);
  await journey.press('Открыть пульт');
  await journey.press('Стенды');
  await page.getByLabel(/Имя снимка/).fill('before');
  await journey.press('Сделать снимок');
  await journey.press('Люди');
  await journey.press(/^Дети$/);
  await page.locator('.person__name').first().click();
  await journey.press('Заблокировать');
  await page.getByText('Запись заблокирована').waitFor();

  journey = await begins(world);
  await journey.press('Открыть пульт');
  await journey.press('Стенды');
  await journey.press('Вернуть');
  await page.getByText('Снимок возвращён').waitFor();
  assert.equal(journey.presses, 3);
}, { options: CLOCK });

scenarioWithAndWithoutJavaScript('the clock is moved from any page of the desk', async (world) => {
  const journey = await begins(world);
  const { page } = world;
  await journey.press('Открыть пульт');
  await page.locator('summary', { hasText: '01.09.2026, 09:00' }).click();
  await journey.press('+1 день');
  await page.getByText('02.09.2026, 09:00').waitFor();
  await page.getByText(/Часы переведены/).waitFor();
}, { options: CLOCK });

const PAGES = {
  welcome: async () => {},
  people: async ({ journey }) => journey.press('Открыть пульт'),
  'people-clock': async ({ journey, page }) => {
    await journey.press('Открыть пульт');
    await page.locator('.clock summary').click();
  },
  person: async ({ journey, page }) => {
    await journey.press('Открыть пульт');
    await page.getByRole('searchbox').fill('Сидорова Анна');
    await journey.press('Найти');
    await journey.press('Сидорова Анна Ивановна', { first: true });
  },
  'person-open': async (world) => {
    await PAGES.person(world);
    for (const fold of await world.page.locator('.board__summary').all()) await fold.click();
  },
  'people-new': async ({ journey }) => {
    await journey.press('Открыть пульт');
    await journey.press('Создать');
  },
  'person-deletion': async (world) => {
    await PAGES.person(world);
    await world.journey.press(/^Удалить$/);
  },
  stands: async ({ journey, page }) => {
    await journey.press('Открыть пульт');
    await journey.press('Стенды');
    await page.getByLabel(/Имя снимка/).fill('before');
    await journey.press('Сделать снимок');
  },
  jobs: async ({ journey, page }) => {
    await journey.press('Открыть пульт');
    await page.locator('.clock summary').click();
    await journey.press('Что ждёт своего времени');
  },
  compare: async ({ journey, page }) => {
    await journey.press('Открыть пульт');
    await journey.press('Стенды');
    await page.getByLabel(/Имя стенда/).fill('qa-1');
    await page.getByLabel('Из чего').selectOption({ label: 'копия этого стенда' });
    await journey.press('Создать стенд');
    await journey.press('Сравнить с этим');
  },
  mfc: async ({ journey }) => {
    await journey.press('Открыть пульт');
    await journey.press('Ведомства');
    await journey.press('Зарегистрировать посетителя');
  },
};
/** Opened on purpose, these are as long as what they show. */
const LONG = ['person-open'];

for (const [name, goes] of Object.entries(PAGES)) {
  scenario(`the page ${name} is right to look at, and short on a phone`, async (world) => {
    const journey = await begins(world);
    await goes({ ...world, journey });
    await looksRight(world, `desk-${name}`);
    if (!LONG.includes(name)) {
      const most = name === 'welcome' ? 2 : 4;
      const long = await screens(world.page);
      assert.ok(long <= most, `${name} is ${long.toFixed(1)} screens long, at most ${most}`);
    }
  }, { options: CLOCK });
}

scenario('the desk speaks English', async (world) => {
  const journey = await begins(world);
  await journey.press('English');
  await journey.press('Open the desk');
  assert.equal(await journey.heading(), 'People');
  await looksRight(world, 'desk-people-en', 'en');
}, { options: CLOCK });

scenario('with the keyboard alone the clock is moved', async (world) => {
  const journey = await begins(world);
  const { page } = world;
  await journey.press('Открыть пульт');
  await page.locator('.clock summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('01.09.2026, 09:15').waitFor();
}, { options: CLOCK });
