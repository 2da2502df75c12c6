// The sign-in page and «Войти как».

import assert from 'node:assert/strict';

import { CITIZEN, EMPLOYEE, anotherPage, follow, grant, returned, scenario, scenarioWithAndWithoutJavaScript, signIn, textOf } from './browser.mjs';

scenarioWithAndWithoutJavaScript('a citizen signs in, consents and is back with a code', async ({ page, callback, arrive, mock }) => {
  await arrive({ state: '11111111-2222-4333-8444-555555555555' });
  assert.equal(page.url(), `${mock.url}/login`, 'the address of the page holds no request');
  assert.equal(await page.innerText('#loginByPwdButton'), 'Войти');
  await signIn(page, CITIZEN);
  const query = await grant(page, callback);
  assert.equal(query.state, '11111111-2222-4333-8444-555555555555');
  assert.equal(query.code.split('.').length, 3, 'the code is a JWT');
});

for (const [spelling, login] of Object.entries({
  'the phone': '+7(000)0000006',
  'the phone, digits only': '70000000006',
  'the СНИЛС': '000-000-600 06',
  'the СНИЛС, digits only': '00000060006',
  'the e-mail in capitals': 'ESIATEST006@YANDEX.RU',
})) {
  scenario(`${spelling} is a login too`, async ({ page, arrive }) => {
    await arrive();
    await signIn(page, { ...CITIZEN, login });
    await page.waitForSelector('#grantAuthorization');
  });
}

scenarioWithAndWithoutJavaScript('a wrong password is said beside the field; the login stays, the password does not', async ({ page, arrive, mock }) => {
  await arrive();
  await signIn(page, { ...CITIZEN, password: 'wrong-password' });

  assert.match(await page.locator('.ui-message-error-detail').innerText(), /парол/i);
  assert.equal(new URL(page.url()).origin, mock.url);
  assert.equal(await page.inputValue('#login'), CITIZEN.login);
  assert.equal(await page.inputValue('#password'), '');
  assert.ok(!(await page.content()).includes('wrong-password'), 'the page repeats the password');
  await saidBeside(page, 'password');

  await page.fill('#password', CITIZEN.password);
  await page.click('#loginByPwdButton');
  await page.waitForSelector('#grantAuthorization');
});

scenario('an unknown login gets the same answer as a wrong password', async ({ page, arrive }) => {
  await arrive();
  await signIn(page, { ...CITIZEN, password: 'wrong-password' });
  const wrongPassword = await page.innerText('.ui-message-error-detail');
  await signIn(page, { login: 'nobody@example.test', password: 'wrong-password' });
  await page.waitForFunction(() => document.querySelector('#login').value === 'nobody@example.test');
  assert.equal(await page.innerText('.ui-message-error-detail'), wrongPassword);
});

scenarioWithAndWithoutJavaScript('an empty field is named beside it', async ({ page, arrive }) => {
  await arrive();
  await signIn(page, { login: '', password: CITIZEN.password });
  assert.match(await saidBeside(page, 'login'), /Введите/);
  await signIn(page, { login: CITIZEN.login, password: '' });
  assert.match(await saidBeside(page, 'password'), /Введите/);
});

scenario('what was typed comes back as text, not as markup', async ({ page, arrive }) => {
  const hostile = '"><script>document.title="broken"</script><img src=x>';
  await arrive();
  await signIn(page, { login: hostile, password: 'x' });
  await page.locator('.field-error, .ui-message-error-detail').first().waitFor();
  assert.equal(await page.inputValue('#login'), hostile);
  assert.notEqual(await page.title(), 'broken');
});

scenario('the keyboard is enough: Tab in reading order, Enter signs in', async ({ page, callback, arrive }) => {
  await arrive();
  const stops = await tabStops(page, 30);
  const order = ['login', 'password', 'loginByPwdButton'].map((id) => stops.indexOf(id));
  assert.ok(order.every((place) => place >= 0), `not reached with Tab: ${stops}`);
  assert.deepEqual(order, [...order].sort((a, b) => a - b), `the order of Tab is ${stops}`);

  await page.locator('#login').focus();
  await page.keyboard.type(CITIZEN.login);
  await tabTo(page, 'password');
  await page.keyboard.type(CITIZEN.password);
  await page.keyboard.press('Enter');

  await page.waitForSelector('#grantAuthorization');
  await tabTo(page, 'grantAuthorization');
  assert.ok(await focusIsVisible(page), 'the focused button looks like any other');
  await page.keyboard.press('Enter');
  assert.ok((await returned(page, callback)).code);
});

scenario('«Показать» shows the password and does not submit', async ({ page, arrive }) => {
  await arrive();
  await page.fill('#password', 'secret');
  assert.equal(await page.getAttribute('#password', 'type'), 'password');
  const toggle = page.getByRole('button', { name: 'Показать' });
  await toggle.click();
  assert.equal(await page.getAttribute('#password', 'type'), 'text');
  assert.equal(await page.inputValue('#password'), 'secret');
  await page.getByRole('button', { name: /Скрыть|Показать/ }).click();
  assert.equal(await page.getAttribute('#password', 'type'), 'password');
  assert.equal(await page.locator('.field-error').count(), 0, 'the form was sent');
});

scenario('«Показать» is not offered where it cannot work', async ({ page, arrive }) => {
  await arrive();
  assert.equal(await page.getByRole('button', { name: 'Показать' }).filter({ visible: true }).count(), 0);
}, { javaScript: false });

scenarioWithAndWithoutJavaScript('an employee chooses in whose name to enter', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, EMPLOYEE);
  await page.waitForSelector('#o2');
  assert.match(await textOf(page), /Войти как/);
  assert.match(await page.innerText('#o2 label, label[for="o2"]'), new RegExp(`Частное лицо|${EMPLOYEE.name}`));
  await page.locator('#org0 label, label[for="org0"]').first().click();
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  assert.ok((await grant(page, callback)).code);
});

scenario('an employee enters as a private person', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, EMPLOYEE);
  await page.locator('#o2 label, label[for="o2"]').first().click();
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  assert.ok((await grant(page, callback)).code);
});

scenario('a person without organisations is not asked', async ({ page, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await page.waitForSelector('#grantAuthorization');
  assert.equal(await page.locator('#o2').count(), 0);
});

scenario('«Чужой компьютер»: nothing outlives the browser', async ({ page, context, arrive }) => {
  await arrive();
  await page.getByLabel('Чужой компьютер').check();
  assert.ok(await page.isChecked('[name="foreign_computer"]'));
  await signIn(page, CITIZEN);
  await page.waitForSelector('#grantAuthorization');
  const kept = (await context.cookies()).filter((cookie) => cookie.expires !== -1);
  assert.deepEqual(kept.map((cookie) => cookie.name), []);
});

scenario('otherwise the session lives three hours', async ({ page, context, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await page.waitForSelector('#grantAuthorization');
  const now = Date.now() / 1000;
  const left = (await context.cookies()).map((cookie) => cookie.expires).filter((expires) => expires !== -1).map((expires) => expires - now);
  assert.equal(left.length, 1, 'one cookie is kept, the session');
  assert.ok(left[0] > 3 * 3600 - 120 && left[0] <= 3 * 3600, `it is kept for ${left[0]} s`);
});

scenario('one sign-in serves two systems', async ({ page, callback, arrive }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await grant(page, callback);
  await arrive({ client: 'RSAAG_DEMO' });
  assert.match(await textOf(page), /РСААГ Пермский край/);
  assert.ok((await grant(page, callback)).code);
});

scenarioWithAndWithoutJavaScript('logout ends the session and goes back to the system', async ({ page, callback, arrive, mock }) => {
  await arrive();
  await signIn(page, CITIZEN);
  await grant(page, callback);

  const back = `${callback.origin}/`;
  await page.goto(`${mock.url}/idp/ext/Logout?${new URLSearchParams({ client_id: 'EPOS_DEMO', redirect_url: back })}`);
  assert.equal(page.url(), back);
  await arrive();
  await page.waitForSelector('#loginByPwdButton');
});

for (const [link, about] of Object.entries({
  'Я не знаю пароль': /парол/i,
  'Зарегистрируйтесь': /регистрац|зарегистр/i,
  'Вход с помощью электронной подписи': /подпис/i,
})) {
  scenarioWithAndWithoutJavaScript(`«${link}» leads to a page that says what it is, and back`, async ({ page, arrive, mock }) => {
    await arrive();
    const [response] = await Promise.all([
      page.waitForResponse((response) => response.request().isNavigationRequest()),
      anotherPage(page),
      follow(page, link),
    ]);
    assert.ok(response.status() < 400, `HTTP ${response.status()}`);
    assert.equal(new URL(page.url()).origin, mock.url);
    assert.match(await textOf(page), about);
    assert.ok((await textOf(page)).length > 80, 'the page says next to nothing');

    await page.getByRole('main').getByRole('link', { name: /вход|войти|назад|вернуться/i }).first().click();
    await page.waitForSelector('#loginByPwdButton');
    await signIn(page, CITIZEN);
    await page.waitForSelector('#grantAuthorization');
  });
}

/** The message of one field: near it, and tied to it for those who do not see the page. */
async function saidBeside(page, field) {
  await page.waitForSelector(`#${field}[aria-invalid="true"][aria-describedby]`);
  const message = page.locator(`.field-error#${await page.getAttribute(`#${field}`, 'aria-describedby')}`);
  await message.waitFor();
  const [input, said] = [await page.locator(`#${field}`).boundingBox(), await message.boundingBox()];
  assert.ok(Math.abs(said.y - input.y) < 160, `the message is ${said.y - input.y} px away from the field`);
  return message.innerText();
}

/** Ids (or tag names) the Tab key visits from the top of the page. */
async function tabStops(page, most) {
  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); });
  const stops = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName.toLowerCase());
    if (stop === 'body') break;
    stops.push(stop);
  }
  return stops;
}

async function tabTo(page, id) {
  for (let press = 0; press < 30; press += 1) {
    if (await page.evaluate(() => document.activeElement?.id) === id) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach #${id}`);
}

async function focusIsVisible(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  });
}

// Case 1.5: robots of the test contour wait for the navigation with which the real page, an application, begins.
scenario('the page writes its address anew once it has begun', async ({ page, arrive }) => {
  await page.addInitScript(() => {
    const { replaceState } = window.history;
    window.history.replaceState = function (...given) { window.begun = true; return replaceState.apply(this, given); };
  });
  await arrive();
  await page.waitForFunction(() => window.begun === true);
  await page.waitForSelector('#loginByPwdButton');
});

// Cases 3.15 and 3.17: nothing lies over the name that a robot clicks, and links are underlined below their underscores.
scenario('a click on the name of an organisation chooses it', async ({ page, arrive }) => {
  await arrive();
  await signIn(page, EMPLOYEE);
  const last = page.locator('.choice').last();
  await last.locator('.choice__name').click();
  assert.ok(await last.locator('input[type="radio"]').isChecked());
  await last.locator('.choice__kind').click();
  const offset = await page.locator('a').first().evaluate((link) => getComputedStyle(link).textUnderlineOffset);
  assert.ok(parseFloat(offset) > 0, `the underline is at ${offset}`);
});
