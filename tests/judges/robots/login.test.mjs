// Robots of ЕСИА's pages, in Playwright: page objects by the custom elements that are there since 2021, and by the ids
// and texts of 2017 to 2021.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { BY_SMS, CITIZEN, EMPLOYEE, PASSWORD, newestCode, returned, scenario } from '../browser/browser.mjs';

const NOW = '2026-09-01T09:00:00+05:00';
const BY_TOTP = { login: 'grigorieva@example.test', password: PASSWORD };
const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const since2021 = (page) => ({
  login: page.locator('esia-root esia-login .form-container esia-input > input.plain-input'),
  password: page.locator('esia-login input.plain-input.no-label'),
  enter: page.locator('button.plain-button_wide', { hasText: 'Войти' }),
  digits: page.locator('esia-code-input code-input > span > input[type=tel]'),
  goOn: page.locator('esia-enter-mfa button', { hasText: 'Продолжить' }),
  // The first of those that bear the name is the person's own.
  role: (name) => page.locator('esia-login label', { hasText: name }).first(),
  confirm: page.getByRole('button', { name: 'Подтвердить' }),
  grant: page.locator('#grantAuthorization'),
  recovery: page.locator('a[href*="/login/recovery"]'),
  registration: page.locator('a[href*="/login/registration"]'),
});

const since2017 = (page) => ({
  ...since2021(page),
  login: page.locator('#login'),
  password: page.locator('#password'),
  enter: page.locator('#loginByPwdButton'),
  digits: page.locator('input[type=tel]'),
  goOn: page.getByText('Продолжить', { exact: true }),
  role: (name) => page.locator('#o2, #org0, #org1').filter({ hasText: name }).locator('label').first(),
  confirm: page.locator('button:text-is("Подтвердить")'),
  recovery: page.getByText('Я не знаю пароль'),
  registration: page.getByText('Зарегистрируйтесь'),
});

function totp(now) {
  const bits = [...TOTP_SECRET].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.parse(now) / 30_000)));
  const digest = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))).update(counter).digest();
  return String((digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whom a code is asked of, and where the robot has it from once it is. */
const CODES = {
  SMS: { person: BY_SMS, code: newestCode },
  TOTP: { person: BY_TOTP, code: () => totp(NOW) },
};

/** How it gets into the fields; a paste is Ctrl+V in the first one. */
const WAYS = {
  'digit by digit': async ({ names }, code) => {
    for (const [at, digit] of [...code].entries()) await names.digits.nth(at).fill(digit);
  },
  'typed in one go': async ({ page, names }, code) => {
    await names.digits.first().click();
    await page.keyboard.type(code);
  },
  pasted: async ({ page, context, names }, code) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((text) => navigator.clipboard.writeText(text), code);
    await names.digits.first().click();
    await page.keyboard.press('Control+V');
  },
};

for (const [generation, naming] of Object.entries({ 'since 2021': since2021, 'since 2017': since2017 })) {
  const robot = (name, body) => scenario(`${generation}: ${name}`, async (world) => {
    const names = naming(world.page);
    await world.arrive();
    await body({
      ...world,
      names,
      signsIn: async ({ login, password }) => {
        await names.login.fill(login);
        await names.password.fill(password);
        await names.enter.click();
      },
      isBack: async () => {
        await names.grant.click();
        assert.ok((await returned(world.page, world.callback)).code);
      },
    });
  }, { options: ['--clock', NOW] });

  robot('a password', async ({ signsIn, isBack }) => {
    await signsIn(CITIZEN);
    await isBack();
  });

  for (const [kind, { person, code }] of Object.entries(CODES)) {
    for (const [how, fill] of Object.entries(WAYS)) {
      robot(`a code by ${kind}, ${how}`, async (world) => {
        await world.signsIn(person);
        await world.names.digits.first().waitFor();
        await fill(world, await code(world.mock));
        await world.names.goOn.click();
        await world.isBack();
      });
    }
  }

  for (const name of ['Фамилия003 Имя003 Отчество003', '«Пример»']) {
    robot(`the role of ${name}`, async ({ names, signsIn, isBack }) => {
      await signsIn(EMPLOYEE);
      await names.role(name).click();
      await names.confirm.click();
      await isBack();
    });
  }

  robot('the links to recovery and registration', async ({ page, names }) => {
    for (const link of ['recovery', 'registration']) {
      await names[link].click();
      await page.waitForURL((url) => url.pathname.startsWith(`/login/${link}`));
      await page.goBack();
    }
  });
}
