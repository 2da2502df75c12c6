// Two who come to the application: one speaks HTTP and takes the short way by `kc_idp_hint`, the other is Chromium and
// sees Keycloak's pages.

import assert from 'node:assert/strict';

import { chromium } from 'playwright-core';

import { browser } from '../lib/citizen.mjs';

const EXECUTABLE = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const STEP_LIMIT_MS = 15_000;

/** By HTTP; `homes` are all origins of the world. */
export function byHttp(homes) {
  const citizen = browser();
  return {
    /** Begins at the application, signs in at ЕСИА, and says on which page that ends. */
    comes: (app, { login, password }, refuse = false) =>
      citizen.visit(`${app.origin}/login?kc_idp_hint=esia-mock`, { homes, login, password, refuse }),
    /** Goes there, and consents to a logout if asked. */
    goes: (address) => citizen.visit(address, { homes }),
  };
}

export function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

/**
 * In Chromium, in a profile of the test's own, which speaks English as in most CI; `headers` go with each request. Where
 * the policy of a page stops somebody, `comes` fails.
 */
export async function inChromium(t, running, headers = {}) {
  const context = await running.newContext({ locale: 'en-US', extraHTTPHeaders: headers });
  context.setDefaultTimeout(STEP_LIMIT_MS);
  t.after(() => context.close());
  const page = await context.newPage();
  const stopped = new Promise((resolve, reject) => {
    page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) reject(new Error(message.text())); });
  });
  stopped.catch(() => {});
  const here = async () => ({ url: page.url(), page: await page.innerText('body') });

  return {
    comes: async (app, { login, password }, refuse = false) => {
      await page.goto(`${app.origin}/login`);
      assert.equal(await page.getAttribute('html', 'lang'), 'ru');
      await page.getByRole('link', { name: 'Войти через Госуслуги (тестовый стенд)' }).click();
      await page.fill('#login', login);
      await page.fill('#password', password);
      await page.click('#loginByPwdButton');
      const stand = new URL(page.url()).origin;
      await page.click(refuse ? '#denyAuthorization' : '#grantAuthorization');
      await Promise.race([page.waitForURL((url) => url.origin !== stand), stopped]);
      return here();
    },
    goes: async (address) => {
      await page.goto(address);
      const leave = page.locator('#leaveButton');
      if (await leave.count()) {
        await leave.click();
        await leave.waitFor({ state: 'detached' });
      }
      return here();
    },
    here,
  };
}
