// What Playwright and Vitest say of a test that fails: the journal, with the cause of a refusal and its cure.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

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

test('Vitest: the error tells the journal', async () => {
  const text = await said('vitest', 'vitest', ['run', '--config', 'failing.config.js']);
  assert.match(text, /esia-mock journal, http:\S+\n#\d+ 200 authorize {2}POST \S+ {2}NOBODY\n.*parameter-absent.*\n {4}cure: send redirect_uri/);
});

test('Playwright: the journal is printed, and kept with the report', async (t) => {
  const results = mkdtempSync(path.join(tmpdir(), 'esia-mock-'));
  t.after(() => rmSync(results, { recursive: true }));
  const text = await said('playwright', 'playwright', ['test', '--reporter=line'], { FAILING: '1', RESULTS: results });
  assert.match(text, /#\d+ 400 authorize {2}GET \/aas\/oauth2\/ac {2}NOBODY/);
  assert.match(text, /parameter-absent[^]*cure: send redirect_uri/);
  const kept = readdirSync(results, { recursive: true }).filter((file) => file.endsWith('esia-mock-default.json'));
  assert.equal(kept.length, 1, String(kept));
  const [request] = JSON.parse(readFileSync(path.join(results, kept[0]), 'utf8'));
  assert.equal(request.parameters.client_id, 'NOBODY');
});
