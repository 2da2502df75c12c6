// What Playwright and Vitest say of a test that fails: the journal, with the cause of a refusal and its cure.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { EsiaMock } from 'esia-mock';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const BIN = path.join(HERE, '../node_modules/.bin');

/** Runs a test runner that is to fail; what it says. */
const said = (runner, folder, args, env = {}) => new Promise((resolve, reject) => {
  const options = { cwd: path.join(HERE, folder), env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env } };
  execFile(path.join(BIN, runner), args, options, (error, stdout, stderr) => {
    if (error?.code === 1) resolve(stdout + stderr);
    else reject(new Error(`${runner} ended with ${error?.code ?? 0}\n${stdout}${stderr}`));
  });
});

/** A folder that is gone after the test. */
function folder(t) {
  const results = mkdtempSync(path.join(tmpdir(), 'esia-mock-'));
  t.after(() => rmSync(results, { recursive: true }));
  return results;
}

/** The only file of a folder that ends so, however deep, as JSON. */
function kept(results, ending) {
  const files = readdirSync(results, { recursive: true }).filter((file) => file.endsWith(ending));
  assert.equal(files.length, 1, String(files));
  return JSON.parse(readFileSync(path.join(results, files[0]), 'utf8'));
}

test('Vitest: the error tells the journal, which can be kept', async (t) => {
  const results = folder(t);
  const text = await said('vitest', 'vitest', ['run', '--config', 'failing.config.js'], { ESIA_MOCK_KEEP: results });
  assert.match(text, /esia-mock journal, http:\S+\n#\d+ 200 authorize {2}POST \S+ {2}NOBODY\n.*parameter-absent.*\n {4}cure: send redirect_uri/);
  assert.equal(kept(results, '.json')[0].parameters.client_id, 'NOBODY');
});

test('Playwright: the journal of a stand that runs already is printed, and kept with the report', async (t) => {
  const [results, esia] = [folder(t), await EsiaMock.start()];
  t.after(() => esia.stop());
  const env = { FAILING: '1', RESULTS: results, ESIA_MOCK_URL: esia.url };
  const text = await said('playwright', 'playwright', ['test', '--reporter=line'], env);
  assert.ok(text.includes(`esia-mock journal, ${esia.url}`), text);
  assert.match(text, /#\d+ 400 authorize {2}GET \/aas\/oauth2\/ac {2}NOBODY/);
  assert.match(text, /parameter-absent[^]*cure: send redirect_uri/);
  assert.equal(kept(results, 'esia-mock-default.json')[0].parameters.client_id, 'NOBODY');
});
