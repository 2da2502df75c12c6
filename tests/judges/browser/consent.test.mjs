// «Предоставление прав доступа».

import assert from 'node:assert/strict';

import { CITIZEN, grant, returned, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';

const ROWS = {
  snils: 'Просмотр вашего СНИЛС',
  email: 'Просмотр вашего адреса электронной почты',
  fullname: 'Просмотр вашей фамилии, имени и отчества',
};

/** Where each row stands in the page's text, in the order asked for. */
function places(text, scopes) {
  return scopes.map((scope) => {
    const place = text.search(scope === 'email' ? /Просмотр (вашего адреса|адреса вашей) электронной почты/ : new RegExp(ROWS[scope]));
    assert.ok(place >= 0, `no row «${ROWS[scope]}» in: ${text}`);
    return place;
  });
}

for (const scopes of [['snils', 'email', 'fullname'], ['fullname', 'snils', 'email']]) {
  scenario(`CNS-01: three rows in the order of the request: ${scopes.join(' ')}`, async ({ page, arrive }) => {
    await arrive({ scope: `openid ${scopes.join(' ')}` });
    await signIn(page, CITIZEN);
    await page.waitForSelector('#grantAuthorization');

    const text = await textOf(page);
    assert.match(text, /Предоставление прав доступа/);
    assert.match(text, /ЭПОС/);
    const found = places(text, scopes);
    assert.deepEqual(found, [...found].sort((a, b) => a - b), `the rows stand in another order: ${text}`);
    assert.equal(text.match(/Просмотр /g).length, 3, 'openid has no row of its own');
    assert.equal(await page.getByText('?', { exact: true }).count(), 3, 'one «?» a row');
    assert.equal(await page.innerText('#grantAuthorization'), 'Предоставить');
    assert.equal(await page.innerText('#denyAuthorization'), 'Отказать');
  });
}

scenarioWithAndWithoutJavaScript('«?» explains a row and sends nothing', async ({ page, arrive, callback }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await page.waitForSelector('#grantAuthorization');
  const before = await textOf(page);
  await page.getByText('?', { exact: true }).first().click();
  await page.waitForFunction((length) => document.querySelector('main, [role=main]').innerText.length > length + 10, before.length);
  assert.equal(await page.locator('#grantAuthorization').count(), 1);
  assert.equal(callback.visits.length, 0);
});

scenarioWithAndWithoutJavaScript('CNS-02: «Отказать» goes back with access_denied and ESIA-007004', async ({ page, callback, arrive }) => {
  await arrive({ state: '11111111-2222-4333-8444-555555555555' });
  await signIn(page, CITIZEN);
  await page.click('#denyAuthorization');
  const query = await returned(page, callback);
  assert.equal(query.error, 'access_denied');
  assert.equal(query.error_description, 'ESIA-007004: The resource owner or authorization server denied the request.');
  assert.equal(query.state, '11111111-2222-4333-8444-555555555555');
  assert.equal(query.code, undefined);
});

scenario('a refusal is not remembered', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await page.click('#denyAuthorization');
  await returned(page, callback);
  await arrive();
  await page.waitForSelector('#grantAuthorization');
});

scenarioWithAndWithoutJavaScript('consent is remembered: the second login asks nothing, a smaller one neither', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await grant(page, callback);

  await arrive({ state: '22222222-2222-4333-8444-555555555555' });
  const again = await returned(page, callback);
  assert.equal(again.state, '22222222-2222-4333-8444-555555555555');
  assert.ok(again.code);

  await arrive({ scope: 'openid fullname', state: '33333333-2222-4333-8444-555555555555' });
  assert.equal((await returned(page, callback)).state, '33333333-2222-4333-8444-555555555555');
});

scenarioWithAndWithoutJavaScript('consent is asked again when the scopes grow', async ({ page, callback, arrive }) => {
  await arrive({ scope: 'openid fullname' });
  await signIn(page, CITIZEN);
  await grant(page, callback);

  await arrive({ scope: 'openid fullname snils', state: '44444444-2222-4333-8444-555555555555' });
  await page.waitForSelector('#grantAuthorization');
  assert.match(await textOf(page), /СНИЛС/);
  const grown = await grant(page, callback);
  assert.equal(grown.state, '44444444-2222-4333-8444-555555555555');
});

scenario('consent of one system is not consent of another', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await grant(page, callback);
  await arrive({ client: 'RSAAG_DEMO' });
  await page.waitForSelector('#grantAuthorization');
});
