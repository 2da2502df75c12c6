// Fixtures of Playwright: `esia`, the stand of the worker, and `esiaStand`, one of the test's own.

import { writeFile } from 'node:fs/promises';

import { test as base } from '@playwright/test';

import { EsiaMock } from './index.js';

export { expect } from '@playwright/test';

/** Lets the browser of a page be signed in as somebody: the next request of a system finds the session. */
const signsIn = (stand) => Object.assign(stand, {
  signedInAs: async (page, person) => page.context().addCookies(await stand.session(person)),
});

export const test = base.extend({
  esiaUrl: [process.env.ESIA_MOCK_URL, { option: true, scope: 'worker' }],
  esiaServe: [[], { option: true, scope: 'worker' }],

  esiaServer: [async ({ esiaUrl, esiaServe }, use) => {
    if (esiaUrl) return use(await EsiaMock.at(esiaUrl));
    const server = await EsiaMock.start(esiaServe);
    await use(server);
    await server.stop();
  }, { scope: 'worker' }],

  esia: async ({ esiaServer }, use, info) => {
    const stand = signsIn(await esiaServer.again());
    await use(stand);
    await tell(stand, info);
    await stand.putBack();
  },

  esiaStandWish: [{}, { option: true }],

  esiaStand: async ({ esiaServer, esiaStandWish }, use, info) => {
    const stand = signsIn(await esiaServer.stand({ address: 'port', ...esiaStandWish }));
    await use(stand);
    await tell(stand, info);
    await stand.end();
  },
});

/** What a test that failed has sent: printed, and kept with its report. */
async function tell(stand, info) {
  if (info.status === info.expectedStatus) return;
  const journal = await stand.journal();
  console.error(`esia-mock journal, ${stand.url}\n${journal}`);
  await info.attach('esia-mock journal', { body: journal, contentType: 'text/plain' });
  const path = info.outputPath(`esia-mock-${stand.name}.json`);
  await writeFile(path, await stand.keep());
  info.attachments.push({ name: 'esia-mock requests', contentType: 'application/json', path });
}
