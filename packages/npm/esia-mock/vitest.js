// Fixtures of Vitest: `esia`, a stand of the worker, and `esiaStand`, one of the test's own.
// With `globalSetup: 'esia-mock/vitest/server'` all workers share one server; without it each starts its own.

import { inject, test as base } from 'vitest';

import { EsiaMock } from './index.js';
import { tell } from './lib/journal.js';

export const test = base.extend({
  esiaServer: [async ({}, use) => {
    const place = inject('esiaMock');
    if (place) {
      // Clocks and faults of workers do not meet.
      const stand = await (await EsiaMock.at(place.url, place.token)).stand({ address: 'port' });
      await use(stand);
      return stand.end();
    }
    const server = await EsiaMock.start();
    await use(server);
    return server.stop();
  }, { scope: 'worker' }],

  esia: async ({ esiaServer, task }, use) => {
    const stand = await esiaServer.again();
    await use(stand);
    await tellOf(stand, task);
    await stand.putBack();
  },

  esiaStandWish: {},

  esiaStand: async ({ esiaServer, esiaStandWish, task }, use) => {
    const stand = await esiaServer.stand({ address: 'port', ...esiaStandWish });
    await use(stand);
    await tellOf(stand, task);
    await stand.end();
  },
});

/** The errors of a test that failed tell its journal. */
async function tellOf(stand, task) {
  for (const error of task.result?.errors ?? []) await tell(error, [stand], task.name);
}
