// How the pages look that a citizen meets one after another: registration, recovery, the cabinet, the desk of a service
// centre. A tour is one browser at one server; each of its stops is a page that must look right.

import assert from 'node:assert/strict';

import { PASSWORD, anotherPage, grant, scenario, signIn } from './browser.mjs';
import {
  BOY, CLOCK, DECLARATION, MOTHER, NEWCOMER, PAPERS, STANDARD, addsCard, code, fills, follows, goes, isAt, passes, presses, sends, sent, types,
} from './cabinet.mjs';
import { looksRight } from './looks.mjs';

const DIRECTOR = { login: 'belova@example.test', password: PASSWORD };
const PHONE = '+7(907)7647981';
const NEW_PASSWORD = 'Pa55word!';

/** Stops are pairs of a name and the way there from the stop before. */
function tour(title, stops, { language = 'ru', options = CLOCK } = {}) {
  scenario(`tour ${title}`, async (world) => {
    const { context, mock, page } = world;
    if (language !== 'ru') await context.addCookies([{ name: 'esia_lang', value: language, url: mock.url }]);
    const failures = [];
    for (const [name, go] of Object.entries(stops)) {
      await go(world);
      if (await page.getByText(/ESIA-\d{6}/).count()) failures.push(`${name}: the way there ends at an error page`);
      await looksRight(world, name, language).catch((error) => failures.push(`${name}: ${error.message}`));
    }
    assert.deepEqual(failures, []);
  }, { options });
}

const at = (path) => ({ mock, page }) => page.goto(`${mock.url}${path}`);
const own = (who, path) => (world) => goes(world, who, path);
const pressed = (name) => ({ page }) => presses(page, name);

/** The digits of the picture that the page shows. */
const picture = (page) => page.locator('svg.drawing text').textContent();

/** Pages below the card of the child who has this name. */
const card = (first_name, rest = '') => async (world) => {
  await goes(world, MOTHER, '/profile/family');
  const id = await world.page.locator('[data-id]', { hasText: first_name }).getAttribute('data-id');
  await world.page.goto(`${world.mock.url}/profile/family/${id}${rest}`);
};

tour('of somebody who registers', {
  'registration-terms': at('/login/registration/terms'),
  'registration-privacy': at('/login/registration/privacy'),
  'registration-form': at('/login/registration'),
  'registration-mistakes': pressed('Зарегистрироваться'),
  'registration-code': async ({ page }) => {
    await fills(page, { last_name: 'Иванова', first_name: 'Надежда', phone: PHONE });
    await presses(page, 'Зарегистрироваться');
  },
  'registration-wrong-code': async ({ page }) => {
    await types(page, '000000');
    await presses(page, 'Продолжить');
  },
  'registration-password': async ({ page, mock }) => {
    await types(page, await code(mock, PHONE));
    await presses(page, 'Продолжить');
  },
  'registration-password-mistakes': async ({ page }) => {
    await fills(page, { password: 'слабый', password_again: 'слабый' });
    await presses(page, 'Готово');
  },
  'profile-simplified': async ({ page }) => {
    await fills(page, { password: NEW_PASSWORD, password_again: NEW_PASSWORD });
    await presses(page, 'Готово');
  },
});

tour('of somebody who registers by e-mail', {
  'registration-letter': async ({ page, mock }) => {
    await page.goto(`${mock.url}/login/registration`);
    await fills(page, { last_name: 'Иванова', first_name: 'Надежда', email: 'nadezhda@example.test' });
    await presses(page, 'Зарегистрироваться');
  },
  'registration-stale-link': at('/login/registration/email?token=nothing'),
});

tour('of somebody who forgot the password', {
  captcha: async ({ arrive, page }) => {
    await arrive();
    for (let attempt = 0; attempt < 6 && !await page.locator('svg.drawing').count(); attempt += 1) {
      await Promise.all([anotherPage(page), signIn(page, { ...STANDARD, password: 'wrong-password' })]);
    }
  },
  'captcha-wrong': async ({ page }) => {
    await fills(page, { answer: '0' });
    await presses(page, 'Продолжить');
  },
  'recovery-start': at('/login/recovery'),
  'recovery-mistakes': pressed('Продолжить'),
  'recovery-document': async ({ page }) => {
    await fills(page, { login: '+7(900)0000701', captcha: await picture(page) });
    await presses(page, 'Продолжить');
  },
  'recovery-code': async ({ page }) => {
    await fills(page, { document: '5710 000701' });
    await presses(page, 'Продолжить');
  },
  'recovery-password': async ({ page, mock }) => {
    await types(page, await code(mock, '+7(900)0000701'));
    await presses(page, 'Продолжить');
  },
  'recovery-done': async ({ page }) => {
    await page.fill('[type=password] >> nth=0', NEW_PASSWORD);
    await page.fill('[type=password] >> nth=1', NEW_PASSWORD);
    await presses(page, 'Сохранить');
  },
});

tour('of somebody simplified', {
  'profile-sign-in': at('/profile'),
  'profile-overview-simplified': own(NEWCOMER, '/profile'),
  'data-empty': own(NEWCOMER, '/profile/data'),
  'data-edit': ({ page }) => follows(page, 'Редактировать'),
  'data-edit-mistakes': async ({ page }) => {
    await fills(page, { ...DECLARATION, snils: '112-233-445 96', birth_date: '31.02.1990' });
    await presses(page, 'Сохранить');
  },
  'data-checking': async ({ page }) => {
    await fills(page, DECLARATION);
    await presses(page, 'Сохранить');
  },
  'documents-checking': own(NEWCOMER, '/profile/documents'),
  'documents-standard': async (world) => {
    await passes(world.mock, 'PT15M');
    await goes(world, NEWCOMER, '/profile/documents');
  },
  'data-filled': own(NEWCOMER, '/profile/data'),
  'address-edit': at('/profile/addresses/edit?kind=PLV'),
  'address-mistakes': pressed('Сохранить'),
  'document-add': at('/profile/documents/add?kind=driving_licence'),
  'contact-change': at('/profile/contacts/change?kind=MBT'),
  'contact-code': async ({ page }) => {
    await fills(page, { value: PHONE });
    await presses(page, 'Продолжить');
  },
  'contact-link': async ({ page, mock }) => {
    await page.goto(`${mock.url}/profile/contacts/change?kind=EML`);
    await fills(page, { value: 'novaya@example.test' });
    await presses(page, 'Продолжить');
    await page.goto((await sent(mock, 'novaya@example.test')).at(-1).link);
  },
  notifications: own(NEWCOMER, '/profile/notifications'),
  delete: own(NEWCOMER, '/profile/delete'),
  'delete-mistakes': pressed('Удалить навсегда'),
});

tour('of somebody who confirms identity', {
  confirm: own(STANDARD, '/profile/confirm'),
  'confirm-mfc': own(STANDARD, '/profile/confirm/mfc'),
  'confirm-uek': own(STANDARD, '/profile/confirm/uek'),
  'confirm-signature': own(STANDARD, '/profile/confirm/signature'),
  'confirm-bank': own(STANDARD, '/profile/confirm/bank'),
  'confirm-post': own(STANDARD, '/profile/confirm/post'),
  'confirm-post-mistakes': pressed('Отправить письмо'),
});

tour('of an operator', {
  desk: at('/_mock/mfc'),
  'desk-not-found': async ({ page }) => {
    await page.getByLabel('Телефон, почта или СНИЛС').fill('nobody@example.test');
    await presses(page, 'Найти');
  },
  'desk-account': async ({ page }) => {
    await page.getByLabel('Телефон, почта или СНИЛС').fill(PAPERS.snils);
    await presses(page, 'Найти');
  },
  'desk-comparison': async ({ page }) => {
    await fills(page, { ...PAPERS, number: '000799' });
    await presses(page, 'Сравнить');
  },
  'desk-mismatch': pressed('Подтвердить'),
  'desk-newcomer': at('/_mock/mfc/newcomer'),
  'desk-newcomer-mistakes': pressed('Зарегистрировать'),
});

tour('of a mother', {
  'profile-confirmed': own(MOTHER, '/profile'),
  family: own(MOTHER, '/profile/family'),
  'family-new': own(MOTHER, '/profile/family/new'),
  'family-new-mistakes': pressed('Сохранить'),
  'family-draft': (world) => addsCard(world, MOTHER, BOY),
  'family-checking': async (world) => {
    const id = await world.page.locator('[data-id]', { hasText: BOY.first_name }).getAttribute('data-id');
    await sends(world, MOTHER, id);
    await card(BOY.first_name)(world);
  },
  'family-verified': async (world) => {
    await isAt(world.mock, '2026-09-01T09:15:00+05:00');
    await card(BOY.first_name)(world);
  },
  'family-create': ({ page }) => follows(page, 'Создать'),
  'family-create-password': async ({ page }) => {
    await fills(page, { email: 'fedor@example.test', phone: '+7(900)7770001' });
    await presses(page, 'Продолжить');
  },
  'family-create-mistakes': pressed('Создать учётную запись'),
  'family-link': card(BOY.first_name, '/link'),
  'family-linked': card('Иван'),
  'family-password': card('Иван', '/password'),
  'family-contacts': card('Иван', '/contacts'),
  'family-deletion': card('Иван', '/account/deletion'),
  'delete-with-children': own(MOTHER, '/profile/delete'),
});

tour('of somebody careful', {
  'consents-none': own(MOTHER, '/profile/consents'),
  consents: async (world) => {
    await world.arrive();
    await grant(world.page, world.callback);
    await goes(world, MOTHER, '/profile/consents');
  },
  security: own(MOTHER, '/profile/security'),
  'security-password': own(MOTHER, '/profile/security/password'),
  'security-password-mistakes': pressed('Сохранить'),
  'security-question': own(MOTHER, '/profile/security/question'),
  'security-trusted-contact': own(MOTHER, '/profile/security/trusted-contact/invite'),
  'security-second-factor': own(MOTHER, '/profile/security/second-factor'),
  'security-application': async ({ page }) => {
    await fills(page, { factor: 'totp', password: PASSWORD });
    await presses(page, 'Сохранить');
  },
});

tour('of a head', {
  'organizations-none': own(MOTHER, '/profile/organizations'),
  'organization-add': own(MOTHER, '/profile/organizations/add'),
  'organization-add-mistakes': pressed('Зарегистрировать'),
  organizations: async (world) => {
    await world.context.clearCookies();
    await goes(world, DIRECTOR, '/profile/organizations');
  },
  organization: ({ page }) => Promise.all([anotherPage(page), page.getByRole('link', { name: 'Открыть' }).first().click()]),
  'organization-invite': ({ page }) => follows(page, 'Пригласить сотрудника'),
  'organization-invite-mistakes': pressed('Отправить приглашение'),
});

tour('in English', {
  'en-registration': at('/login/registration'),
  'en-recovery': at('/login/recovery'),
  'en-sign-in': at('/profile'),
  'en-profile': own(MOTHER, '/profile'),
  'en-data': own(MOTHER, '/profile/data'),
  'en-documents': own(MOTHER, '/profile/documents'),
  'en-family': own(MOTHER, '/profile/family'),
  'en-family-new-mistakes': async (world) => {
    await goes(world, MOTHER, '/profile/family/new');
    await presses(world.page, 'Save');
  },
  'en-security': own(MOTHER, '/profile/security'),
  'en-organization-add': own(MOTHER, '/profile/organizations/add'),
  'en-notifications': own(MOTHER, '/profile/notifications'),
  'en-confirm': async (world) => {
    await world.context.clearCookies({ name: 'ESIA_SESSION' });
    await goes(world, STANDARD, '/profile/confirm');
  },
  'en-desk': at('/_mock/mfc/newcomer'),
}, { language: 'en' });
