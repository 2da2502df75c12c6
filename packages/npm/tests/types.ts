// Read by tsc alone: what users write has types, and what is wrong is found. `npm test` does so.

import { EsiaMock, withJournal, type Person, type Refusal } from 'esia-mock';
import { expect, test } from 'esia-mock/playwright';
import { test as unit } from 'esia-mock/vitest';

export async function everyMethodHasTypes(): Promise<void> {
  const esia = await EsiaMock.start(['--clock', '2026-09-01T09:00:00+05:00']);
  const anna: Person = await esia.person({ level: 'confirmed', email_verified: false });
  const child: Person = await esia.child(anna, { age: 10 });
  await esia.client('PORTAL', { redirect_uris: ['http://127.0.0.1/back'], certificate: 'PEM' });
  const refusal: Refusal | null = (await withJournal(esia, () => esia.signIn('/aas/oauth2/ac', child))).refusal;
  const hits: number = await (await esia.fault('token', { status: 502, times: 1 })).hits();
  const text: string = (await esia.inbox(anna).next({ kind: 'sms' })).text;
  const now: Date = await esia.clock.now();
  await esia.requests('token', { person: anna }).expect({ min: hits, within: 'PT1S' });
  console.log(refusal?.cure, text, now);

  // @ts-expect-error no such level
  await esia.person({ level: 'certain' });
  // @ts-expect-error no such kind of message
  await esia.inbox(anna).next({ kind: 'pigeon' });
  // @ts-expect-error a person cannot be made without a stand
  new Person();
}

test('fixtures of Playwright', async ({ esia, esiaStand, page }) => {
  await esia.signedInAs(page, 'child_10');
  expect((await esiaStand.clock.face()).working_day).toBe(true);
});

unit('fixtures of Vitest', async ({ esia, esiaStand }) => {
  await esia.clock.advanceWorking('P1D', { at: '14:00' });
  await esiaStand.end();
});
