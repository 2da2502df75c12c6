// How the pages of ЭПОС look, the demo relying party of `esia-mock demo`: one browser goes through them, and back and
// forth to the stand.

import assert from 'node:assert/strict';

import { PASSWORD, scenario, signIn } from './browser.mjs';
import { CLOCK } from './cabinet.mjs';
import { looksRight } from './looks.mjs';
import { startDemo } from '../lib/mock.mjs';

const DIRECTOR = { login: 'belova@example.test', password: PASSWORD };
const MOTHER = { login: 'sidorova@example.test', password: PASSWORD };
const UNVERIFIED = { login: '+7(900)0000709', password: PASSWORD };
const KIM = { login: 'kim@example.test', password: PASSWORD };

const at = (path) => ({ page, mock }) => page.goto(`${mock.epos}${path}`);

/** The whole way in, by the pages of both. */
const entered = (who) => async ({ context, page, mock }) => {
  await context.clearCookies();
  await page.goto(`${mock.epos}/login`);
  await page.click('#esia');
  await signIn(page, who);
  const [role, consent, back] = ['#confirmRole', '#grantAuthorization', 'text=Демонстрация, не ЭПОС'].map((what) => page.locator(what));
  await role.or(consent).or(back).first().waitFor();
  if (await role.count()) {
    await role.click();
    await consent.or(back).first().waitFor();
  }
  if (await consent.count()) await consent.click();
  await page.waitForURL((url) => url.href.startsWith(mock.epos));
};

const generation = (value) => ({ mock }) => fetch(`${mock.epos}/api/settings`, {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ 'epos.generation': value }),
});

function tour(title, stops) {
  scenario(`tour of ЭПОС ${title}`, async (world) => {
    world.also(world.mock.epos);
    const failures = [];
    for (const [name, go] of Object.entries(stops)) {
      for (const step of [go].flat()) await step(world);
      await looksRight(world, `epos-${name}`, 'epos').catch((error) => failures.push(`${name}: ${error.message}`));
    }
    assert.deepEqual(failures, []);
  }, { options: CLOCK, start: startDemo });
}

tour('before one is in', {
  portal: at('/'),
  'help-parents': at('/help/parent'),
  'help-trouble': at('/help/trouble'),
  login: at('/login'),
  support: at('/support'),
  'support-mistakes': ({ page }) => page.click('#send'),
  'no-session': at('/subsystems'),
  outbox: at('/outbox'),
});

tour('of those who enter, and one who does not', {
  subsystems: entered(MOTHER),
  diary: at('/diary'),
  child: at('/diary?child=ivan'),
  cabinet: at('/cabinet'),
  role: entered(KIM),
  contingent: [entered(DIRECTOR), at('/admin/contingent')],
  card: at('/admin/contingent/orlov'),
  'not-found': entered(UNVERIFIED),
  debug: at('/debug'),
  trace: async ({ page }) => {
    await page.locator('main a').first().click();
  },
});

tour('of 2020', {
  'login-2020': [generation('2020'), at('/login')],
  rsaa: at('/rsaa/login'),
  'rsaa-register': at('/rsaa/register'),
  'rsaa-mistakes': ({ page }) => page.click('#register'),
  'rsaa-forgotten': at('/rsaa/forgotten'),
  rsaag: at('/rsaag/login'),
  'cabinet-2020': async ({ page, mock }) => {
    await page.fill('[name=login]', 'sidorova');
    await page.fill('[name=password]', 'Sidorova1!');
    await page.click('#enter');
    await page.goto(`${mock.epos}/cabinet`);
  },
});
