// One server for all workers of Vitest: `globalSetup: 'esia-mock/vitest/server'`.
// ESIA_MOCK_URL names one that runs already, ESIA_MOCK_CONFIG a file of options for the one that is started.

import { EsiaMock } from './index.js';

export default async function setup(project) {
  const url = process.env.ESIA_MOCK_URL;
  const esia = url ? await EsiaMock.at(url) : await EsiaMock.start();
  project.provide('esiaMock', { url: esia.url, token: esia.call.token });
  return () => esia.stop();
}
