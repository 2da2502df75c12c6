// How a page looks and reads: screenshots at two widths in two colour schemes, axe-core, 320 px, language, title, and the
// bar that says this is a test stand.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import axe from 'axe-core';

import { TARGET_DIR } from '../lib/mock.mjs';
import { WARNING } from './browser.mjs';

const SCREENSHOTS = path.join(TARGET_DIR, 'screenshots');
const WIDTHS = [375, 1280];
/** The colour schemes, and what axe-core checks in them: only colours differ in the second. */
const SCHEMES = {
  light: { rules: { 'target-size': { enabled: true } } },
  dark: { runOnly: ['color-contrast', 'link-in-text-block'] },
};
/** What every page says of itself, by whose page it is. */
const WORDS = {
  ru: { lang: 'ru', title: /тестовый стенд/i, warning: WARNING },
  en: { lang: 'en', title: /test stand/i, warning: 'TEST STAND — this is not Gosuslugi, do not enter real data' },
  epos: { lang: 'ru', title: /демонстрация/i, warning: 'Демонстрация, не ЭПОС.' },
};
mkdirSync(SCREENSHOTS, { recursive: true });

/** The page that is open, under this name, in this language of the stand or as one of ЭПОС. */
export async function looksRight({ page, t }, name, whose = 'ru') {
  const words = WORDS[whose];
  assert.equal(await page.getAttribute('html', 'lang'), words.lang);
  assert.match(await page.title(), words.title);
  assert.match(await page.getAttribute('meta[name="robots"]', 'content'), /noindex/);
  await page.getByText(words.warning).first().waitFor();
  await isFit(page, name, t);
}

/** The same for a page that is nobody's: what was written by the program into a file. */
export async function isFit(page, name, t) {
  assert.equal(await page.locator('h1').count(), 1, 'one first heading a page');
  const found = [];
  for (const [scheme, checks] of Object.entries(SCHEMES)) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${width}-${scheme}.png`), fullPage: true });
      found.push(...await violations(page, checks, `${scheme}, ${width} px`));
    }
  }
  const [grave, light] = [true, false].map((wanted) => found.filter(({ impact }) => ['serious', 'critical'].includes(impact) === wanted));
  for (const line of new Set(light.map(({ what }) => what))) t.diagnostic(line);
  assert.deepEqual(grave.map(({ what, where }) => `${where}: ${what}`), [], 'axe-core objects');

  await page.setViewportSize({ width: 320, height: 800 });
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overhang, 0, `at 320 px the page is ${overhang} px too wide`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function violations(page, checks, where) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), { ...checks, resultTypes: ['violations'] });
  return violations.map(({ id, impact, help, nodes }) => ({
    impact,
    where,
    what: `${impact} ${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  }));
}
