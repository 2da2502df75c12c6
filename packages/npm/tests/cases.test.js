// Eleven cases that a system at ЕСИА has to live with.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { EsiaMock, withJournal } from 'esia-mock';

import { portals } from './setup.js';

let server, made, esia, portal, anna;

before(async () => {
  server = await EsiaMock.start();
  made = await portals(server);
});
beforeEach(async () => {
  esia = await server.again();
  portal = await made.at(esia);
  anna = await esia.person({ level: 'confirmed' });
});
afterEach(() => esia.putBack());
after(async () => {
  await server.stop();
  made.remove();
});

/** A test that tells the journal when it fails. */
const scenario = (name, body) => test(name, () => withJournal(esia, body));

scenario('happy', async () => {
  const anna = await esia.person({ level: 'confirmed' });
  const back = await esia.signIn((await portal.get('/login')).location, anna);
  assert.equal((await portal.get(back)).json.snils, anna.snils);
});

scenario('consent refused', async () => {
  const back = await esia.refuse((await portal.get('/login')).location, anna);
  assert.equal(back.error, 'access_denied');
  assert.equal((await portal.get(back)).status, 403);
});

scenario('e-mail not verified', async () => {
  const boris = await esia.person({ level: 'confirmed', email_verified: false });
  const back = await esia.signIn((await portal.get('/login')).location, boris);
  assert.deepEqual((await portal.get(back)).json.emails, []);
  await esia.verify(boris, boris.email);
  assert.deepEqual((await portal.get('/me')).json.emails, [boris.email]);
});

scenario('simplified account', async () => {
  const boris = await esia.person({ level: 'simplified' });
  const back = await esia.signIn((await portal.get('/login')).location, boris);
  assert.equal((await portal.get(back)).status, 403);
});

scenario('child', async () => {
  const lev = await esia.child(anna, { age: 10 });
  const back = await esia.signIn((await portal.get('/login')).location, lev);
  assert.equal((await portal.get(back)).json.snils, lev.snils);
});

scenario('expired token', async () => {
  await portal.get(await esia.signIn((await portal.get('/login')).location, anna));
  assert.equal((await portal.get('/me')).status, 200);
  await esia.clock.advance('PT2H');
  assert.equal((await portal.get('/me')).status, 401);
});

for (const failure of [{ status: 500 }, { hang: true }, { reset: true }]) {
  scenario(`token endpoint: ${Object.keys(failure)}`, async () => {
    await esia.fault('token', { ...failure, times: 1 });
    const back = await esia.signIn((await portal.get('/login')).location, anna);
    assert.equal((await portal.get(back)).status, 502);
  });
}

scenario('consent taken back', async () => {
  await portal.get(await esia.signIn((await portal.get('/login')).location, anna));
  await esia.withdraw(anna, 'PORTAL');
  assert.equal((await portal.get('/me')).status, 401);
});

scenario('wrong state', async () => {
  const back = await esia.signIn((await portal.get('/login')).location, anna);
  assert.equal((await portal.get(String(back).replace(back.state, 'of-somebody-else'))).status, 403);
  await esia.requests('token').expect({ count: 0 });
});

scenario('one working day later', async () => {
  const stand = await esia.stand({ clock: '2026-09-04T09:00:00+05:00' });
  const [portal, anna] = [await made.at(stand), await stand.person({ level: 'confirmed' })];
  await portal.get(await stand.signIn((await portal.get('/login')).location, anna));
  const { now } = await stand.clock.advanceWorking('P1D', { at: '14:00' });
  assert.equal(now, '2026-09-07T14:00:00+05:00');
  assert.equal((await portal.get('/me')).status, 401);
});

async function signInSomebody(stand, portal) {
  const person = await stand.person({ level: 'confirmed' });
  const back = await stand.signIn((await portal.get('/login')).location, person);
  assert.equal((await portal.get(back)).json.snils, person.snils);
}

scenario('two at once, in stands of their own', async () => {
  const clocks = ['2026-09-01T09:00:00+05:00', '2031-09-01T09:00:00+05:00'];
  const stands = await Promise.all(clocks.map((clock) => esia.stand({ address: 'port', clock })));
  await Promise.all(stands.map(async (stand) => signInSomebody(stand, await made.at(stand))));
  await Promise.all(stands.map((stand) => stand.requests('token').expect({ count: 1 })));
  await Promise.all(stands.map((stand) => stand.end()));
});

scenario('two at once, with people of their own', async () => {
  await Promise.all([1, 2].map(async () => signInSomebody(esia, await made.at(esia))));
  await esia.requests('token').expect({ count: 2 });
});
