// Vitest: the happy login, an outage, a stand of the test's own, and one server for both files.

import { expect, inject } from 'vitest';

import { test as base } from 'esia-mock/vitest';

import { portals } from '../setup.js';

const test = base.extend({
  portals: [async ({ esiaServer }, use) => {
    const made = await portals(esiaServer);
    await use(made);
    made.remove();
  }, { scope: 'worker' }],
});

test('happy', async ({ esia, portals }) => {
  const [portal, anna] = [await portals.at(esia), await esia.person({ level: 'confirmed' })];
  const back = await esia.signIn((await portal.get('/login')).location, anna);
  expect((await portal.get(back)).json.snils).toBe(anna.snils);
});

test('keys are not to be had', async ({ esia }) => {
  await esia.fault('keys', { status: 503, times: null });
  expect((await fetch(`${esia.url}/oidc/jwks`)).status).toBe(503);
});

test('keys are as they were', async ({ esia }) => {
  expect(await esia.faults()).toEqual([]);
  expect((await fetch(`${esia.url}/oidc/jwks`)).status).toBe(200);
});

test('clock is moved', async ({ esia }) => {
  await esia.clock.advance('P400D');
  expect((await esia.clock.face()).offset).toBe(400 * 24 * 3600);
});

test('clock is as it was', async ({ esia }) => {
  expect((await esia.clock.face()).offset).toBe(0);
});

test.extend({ esiaStandWish: { clock: '2031-09-01T09:00:00+05:00' } })('a stand of its own', async ({ esiaStand, portals }) => {
  expect((await esiaStand.clock.now()).toISOString()).toBe('2031-09-01T04:00:00.000Z');
  const [portal, anna] = [await portals.at(esiaStand), await esiaStand.person({ level: 'confirmed' })];
  expect((await portal.get(await esiaStand.signIn((await portal.get('/login')).location, anna))).status).toBe(200);
});

test('workers share a server, and each has a stand there', async ({ esia }) => {
  expect(esia.url).not.toBe(inject('esiaMock').url);
  expect((await esia.stands()).map(({ url }) => url)).toContain(inject('esiaMock').url);
});
