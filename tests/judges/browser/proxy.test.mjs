// Chromium in front of a proxy that takes the path of the stand's address away, and of one that keeps it.

import assert from 'node:assert/strict';

import { WAYS, startBehindProxy } from '../lib/proxy.mjs';
import { CITIZEN, grant, scenarioWithAndWithoutJavaScript, signIn } from './browser.mjs';

for (const way of WAYS) {
  const settings = { start: (t, ...options) => startBehindProxy(t, way, ...options) };

  scenarioWithAndWithoutJavaScript(`a login and the cabinet behind a proxy that ${way}`, async ({ page, context, mock, callback, arrive }) => {
    await arrive();
    assert.equal(page.url(), `${mock.url}/login`);
    await signIn(page, CITIZEN);
    await page.waitForSelector('#grantAuthorization');
    assert.ok(page.url().startsWith(`${mock.url}/login?`), page.url());
    assert.ok((await grant(page, callback)).code);

    const cookies = await context.cookies(mock.url);
    assert.ok(cookies.length > 0);
    for (const { name, path } of cookies) assert.equal(path, new URL(mock.url).pathname, name);

    // The session holds, and pages lead on below the path.
    await page.goto(`${mock.url}/profile`);
    assert.equal(page.url(), `${mock.url}/profile`);
    await page.getByRole('link', { name: 'Безопасность' }).click();
    await page.waitForURL(`${mock.url}/profile/security`);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(`${mock.url}/profile/security`);
    await page.click('#leave');
    await page.waitForURL((url) => url.href.startsWith(mock.url));
    await page.goto(`${mock.url}/profile`);
    await page.waitForSelector('#loginByPwdButton');
    assert.deepEqual(mock.outside.filter((path) => path !== '/favicon.ico'), [], 'asked beside the path');
  }, settings);
}
