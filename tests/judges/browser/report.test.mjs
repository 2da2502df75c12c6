// How the report of `esia-mock scenario run --report html` looks: of scenarios that hold, and of one that does not.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { scenario } from './browser.mjs';
import { isFit } from './looks.mjs';
import { binary } from '../lib/mock.mjs';

/** The report of a run in which one fails, because its rule is off. */
async function report(t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'report.html');
  const options = ['scenario', 'run', 'EPS-01', 'EPS-08', '--switch', 'match.yo=fold', '--report', 'html', file];
  const code = await new Promise((resolve) => {
    execFile(binary(), options, (error) => resolve(error?.code ?? 0));
  });
  assert.equal(code, 1, 'EPS-08 fails without its rule');
  return pathToFileURL(file).href;
}

// Without scripts: axe-core is asked in a browser that has some, and the page has none.
scenario('the report of scenarios', async ({ t, page, also }) => {
  const address = await report(t);
  also(new URL(address).origin);
  await page.goto(address);
  assert.equal(await page.locator('script').count(), 0);
  assert.match(await page.innerText('main'), /Прошли 1 из 2/);
  assert.ok(await page.getByText('Ожидалось:').isVisible(), 'what failed is open');
  assert.ok(await page.getByText('Журнал стенда:').isVisible());
  const held = page.locator('#EPS-01');
  assert.ok(await held.locator('li').first().isHidden(), 'what held is folded');
  await held.locator('summary').click();
  assert.ok(await held.locator('li').first().isVisible());
  await isFit(page, 'scenario-report', t);
});
