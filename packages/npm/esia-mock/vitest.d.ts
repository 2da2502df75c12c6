import type { TestAPI } from 'vitest';

import type { Stand, StandWish } from './index.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server of the run is, with `globalSetup: 'esia-mock/vitest/server'`. */
    esiaMock: { url: string; token?: string };
  }
}

export interface EsiaFixtures {
  /** The stand of the worker, for fixtures that outlive a test. */
  esiaServer: Stand;
  /** The same for one test. Make people of your own in it; faults and the clock are put back after the test. */
  esia: Stand;
  /** A stand of the test's own; `esiaStandWish` says what it is to be like. */
  esiaStand: Stand;
  esiaStandWish: StandWish;
}

export const test: TestAPI<EsiaFixtures>;
