// Two stands at two ports of one host, in one browser: it keeps cookies by host and sends them to every port.

import assert from 'node:assert/strict';

import { CITIZEN, grant, scenario, scenarioWithAndWithoutJavaScript, signIn } from './browser.mjs';
import { FATHER, MOTHER } from './cabinet.mjs';
import { authorizeUrl, tokens } from '../lib/relying_party.mjs';

/** A stand at a port of its own, as a tester makes it. */
async function makes({ mock, also }, name) {
  const answer = await fetch(`${mock.url}/_mock/api/v1/stands/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: 'port' }),
  });
  assert.equal(answer.status, 201);
  const { url } = await answer.json();
  also(new URL(url).origin);
  return { url };
}

/** Signs in at the own pages of a stand, where nobody is so far. */
async function comesIn(page, stand, person) {
  await page.goto(`${stand.url}/profile`);
  await page.waitForSelector('#loginByPwdButton');
  await signIn(page, person);
  await page.waitForURL((url) => url.href.startsWith(`${stand.url}/profile`));
}

/** Whose the pages of a stand are. */
async function whose(page, stand) {
  await page.goto(`${stand.url}/profile`);
  return (await page.innerText('body')).replace(/\s+/g, ' ');
}

scenarioWithAndWithoutJavaScript('one browser is three people at three ports, and leaves one of them alone', async (world) => {
  const { page, context, mock } = world;
  const [one, two] = [await makes(world, 'one'), await makes(world, 'two')];
  assert.equal(new Set([mock, one, two].map(({ url }) => new URL(url).port)).size, 3);
  assert.equal(new Set([mock, one, two].map(({ url }) => new URL(url).hostname)).size, 1, 'one host');
  const people = [[mock, CITIZEN, /Имя006/], [one, MOTHER, /Сидорова/], [two, FATHER, /Сидоров(?!а)/]];
  for (const [stand, person] of people) await comesIn(page, stand, person);
  for (const [stand, , name] of people) assert.match(await whose(page, stand), name, stand.url);

  const names = (await context.cookies(mock.url)).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, `no cookie of one stand takes the place of another's: ${names}`);

  await page.goto(`${one.url}/profile`);
  await page.click('#leave');
  await page.goto(`${one.url}/profile`);
  await page.waitForSelector('#loginByPwdButton');
  assert.match(await whose(page, mock), /Имя006/);
  assert.match(await whose(page, two), /Сидоров(?!а)/);
});

scenario('logins that are on their way at two ports in one browser end each with its own code', async (world) => {
  const { page, context, callback, mock } = world;
  const one = await makes(world, 'one');
  const other = await context.newPage();
  await page.goto(authorizeUrl(mock, callback, {}));
  await other.goto(authorizeUrl(one, callback, {}));
  await signIn(other, CITIZEN);
  await other.waitForSelector('#grantAuthorization');
  await signIn(page, CITIZEN);
  await page.waitForSelector('#grantAuthorization');
  const first = (await grant(page, callback)).code;
  const second = (await grant(other, callback)).code;
  for (const [code, own, another] of [[first, mock, one], [second, one, mock]]) {
    assert.equal((await tokens(another, callback, { code })).access_token, undefined, 'another stand knows nothing of it');
    assert.ok((await tokens(own, callback, { code })).access_token);
  }
});
