import type { Page, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions, TestType } from '@playwright/test';

import type { EsiaMock, Stand, StandWish, Whom } from './index.js';

export { expect } from '@playwright/test';

/** A stand that signs browsers in. */
export interface PageStand extends Stand {
  signedInAs(page: Page, person: Whom): Promise<void>;
}

export interface EsiaFixtures {
  /** The stand of the worker. Make people of your own in it; faults and the clock are put back after the test. */
  esia: PageStand;
  /** A stand of the test's own; `esiaStandWish` says what it is to be like. */
  esiaStand: PageStand;
  esiaStandWish: StandWish;
}

export interface EsiaWorkerFixtures {
  /** A stand that runs already (ESIA_MOCK_URL). */
  esiaUrl: string | undefined;
  /** Options of `esia-mock serve`. */
  esiaServe: string[];
  esiaServer: EsiaMock;
}

export const test: TestType<PlaywrightTestArgs & PlaywrightTestOptions & EsiaFixtures, PlaywrightWorkerArgs & PlaywrightWorkerOptions & EsiaWorkerFixtures>;
