// What a system has to live with that signs people in at ЕСИА, in a real browser: `node --test` with playwright-core.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { start } from './esia.mjs';
import { startPortal } from './portal.mjs';

let esia, stop, browser;
before(async () => {
  [esia, stop] = await start();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
});
after(async () => {
  await browser?.close();
  stop?.();
});

const status = async (page) => (await page.goto('/me')).status();
const text = (page) => page.innerText('body');

test('happy', async (t) => {
  const anna = await esia.person('anna', { last_name: 'Иванова' });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), anna);
  assert.match(await text(page), /Иванова/);
  assert.equal(await status(page), 200);
});

test('consent is refused', async (t) => {
  const [portal, boris] = [await startPortal(t, esia.url), await esia.person('boris')];
  const page = await esia.comesIn(t, browser, portal, boris, '#denyAuthorization');
  assert.equal(await text(page), 'access_denied');
});

test('e-mail is not verified', async (t) => {
  const clara = await esia.person('clara', { email_verified: false });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), clara);
  assert.notEqual(JSON.parse(await text(page)).email_verified, true);
});

test('simplified account', async (t) => {
  const dmitry = await esia.person('dmitry', { level: 'simplified' });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), dmitry);
  assert.match(await text(page), /simplified/);
});

test("a child's account", async (t) => {
  const parent = await esia.person('elena');
  const { oid } = await esia.call('POST', `/people/${parent}/children`, { age: 10 });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), oid);
  assert.equal(await status(page), 401);
});

test('expired token', async (t) => {
  await esia.fault('token', await esia.person('fyodor'), { token: 'expired' });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), 'fyodor');
  assert.equal(await text(page), 'the token is too old');
});

for (const [person, failure] of [['galina', { status: 500 }], ['hanna', { hang: true }], ['igor', { reset: true }]]) {
  test(`token endpoint: ${JSON.stringify(failure)}`, async (t) => {
    await esia.fault('token', await esia.person(person), failure);
    const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), person);
    assert.equal(await text(page), 'ЕСИА does not answer');
    assert.equal((await esia.call('GET', `/faults/${person}`)).hits, 1);
  });
}

test('consent is taken back', async (t) => {
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), await esia.person('julia'));
  assert.equal(await status(page), 200);
  await esia.call('DELETE', '/people/julia/consents/PORTAL');
  assert.equal(await status(page), 401);
});

test('wrong state', async (t) => {
  await esia.fault('callback', await esia.person('kirill'), { callback: { state: 'other' } });
  const page = await esia.comesIn(t, browser, await startPortal(t, esia.url), 'kirill');
  assert.equal(await text(page), 'not our state');
  const never = { at: 'token', person: 'kirill', count: 0, within: 'PT0.2S' };
  assert.ok((await esia.call('POST', '/requests/expect', never)).met);
});

test('one working day later', async (t) => {
  const stand = await esia.stand({ clock: '2040-09-07T09:00:00+05:00' });
  const page = await stand.comesIn(t, browser, await startPortal(t, stand.url), await stand.person('lidia'));
  const moved = await stand.call('POST', '/clock', { advance_working: 'P1D', at: '14:00' });
  assert.equal(moved.now, '2040-09-10T14:00:00+05:00');
  assert.equal(await status(page), 401);
});

test('two at once in stands of their own', async (t) => {
  const stands = await Promise.all([esia.stand(), esia.stand()]);
  const comes = async (stand) =>
    stand.comesIn(t, browser, await startPortal(t, stand.url), await stand.person('anna'));
  assert.deepEqual(await Promise.all((await Promise.all(stands.map(comes))).map(status)), [200, 200]);
  const one = { at: 'token', count: 1, within: 'PT2S' };
  for (const stand of stands) assert.ok((await stand.call('POST', '/requests/expect', one)).met);
});

test('two at once with people of their own', async (t) => {
  const people = [await esia.person('maria'), await esia.person('nikita')];
  const comes = async (person) => esia.comesIn(t, browser, await startPortal(t, esia.url), person);
  assert.deepEqual(await Promise.all((await Promise.all(people.map(comes))).map(status)), [200, 200]);
  const own = (person) => ({ at: 'token', person, count: 1, within: 'PT2S' });
  for (const person of people) assert.ok((await esia.call('POST', '/requests/expect', own(person))).met);
});
