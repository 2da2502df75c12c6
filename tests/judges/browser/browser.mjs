// One Chromium for a test file; a server, a callback and a fresh browser profile for each test.
// Every test also fails on a script error, on anything the Content-Security-Policy stopped and on a request elsewhere.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { startMock } from '../lib/mock.mjs';
import { authorizeUrl, startCallback } from '../lib/relying_party.mjs';

const EXECUTABLE = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const STEP_LIMIT_MS = 15_000;

export const WARNING = 'ТЕСТОВЫЙ СТЕНД — это не Госуслуги, не вводите настоящие данные';
export const PASSWORD = '11111111';

/** Persons of the embedded fixtures, by what the tests need them for. */
export const CITIZEN = { login: 'EsiaTest006@yandex.ru', password: PASSWORD, name: 'Фамилия006 Имя006 Отчество006' };
export const EMPLOYEE = { login: 'EsiaTest003@yandex.ru', password: PASSWORD, name: 'Фамилия003 Имя003 Отчество003' };

export const BY_SMS = { login: 'fedorova@example.test', password: PASSWORD, name: 'Фёдорова Елена Андреевна' };

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
});
after(() => browser?.close());

/** A test in a browser profile of its own; `options` are those of `esia-mock serve`, `start` is what starts it. */
export function scenario(name, body, { javaScript = true, options = [], start = startMock } = {}) {
  test(name, async (t) => {
    const mock = await start(t, ...options);
    const callback = await startCallback(t);
    const context = await browser.newContext({ javaScriptEnabled: javaScript, locale: 'ru-RU', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(STEP_LIMIT_MS);
    t.after(() => context.close());
    const page = await context.newPage();
    // The relying party goes by two names, so that it can be another site than the stand.
    const origins = [new URL(mock.url).origin, callback.origin, callback.origin.replace('127.0.0.1', 'localhost')];
    const complaints = watch(page, origins);
    /** Where else this test leads. */
    const also = (...more) => origins.push(...more);
    /** Sends the citizen to the mock, as a relying party does. */
    const arrive = (request) => page.goto(authorizeUrl(mock, callback, request));
    try {
      await body({ t, mock, callback, context, page, arrive, also, javaScript });
    } catch (error) {
      t.diagnostic(`at ${page.url()}: ${(await page.innerText('body').catch(() => '')).replace(/\s+/g, ' ').slice(0, 500)}`);
      for (const complaint of complaints) t.diagnostic(complaint);
      throw error;
    }
    assert.deepEqual(complaints, [], 'the browser complained');
  });
}

/** The same story twice: no page may need a script. */
export function scenarioWithAndWithoutJavaScript(name, body, settings = {}) {
  scenario(name, body, settings);
  scenario(`${name} (JavaScript off)`, body, { ...settings, javaScript: false });
}

function watch(page, origins) {
  const complaints = [];
  const documents = new Set();
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (request.isNavigationRequest()) documents.add(request.url());
    if (protocol !== 'data:' && !origins.includes(origin)) complaints.push(`request to ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Chromium reports a page answered with 4xx as an error; the tests look at those answers themselves.
    if (message.text().startsWith('Failed to load resource') && documents.has(message.location().url)) return;
    // The icon has a test of its own, in pages.test.mjs.
    if (message.location().url.endsWith('/favicon.ico')) return;
    complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  return complaints;
}

/** Waits for the next document. The sign-in page writes its address anew once: a navigation, but no other page. */
export const anotherPage = (page) => page.waitForEvent('load');

export async function signIn(page, { login, password }) {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('#loginByPwdButton');
}

/** «Предоставить», then the relying party's page. */
export async function grant(page, callback) {
  await page.click('#grantAuthorization');
  return returned(page, callback);
}

/** What the browser brought back to the relying party. */
export async function returned(page, callback) {
  await page.waitForURL((url) => url.href.startsWith(callback.url));
  return callback.last();
}

/** The code of the newest message, as a tester reads it. */
export async function newestCode(mock) {
  const answer = await fetch(`${mock.url}/logs/sms/`, { headers: { accept: 'application/json' } });
  const text = JSON.stringify(await answer.json());
  return /\b(\d{6})\b/.exec(text)[1];
}

/** The text of the page's main part, one line. */
export const textOf = (page) => lineOf(page.getByRole('main'));

/** The text of a page of the desk, one line: what has just happened stands above its main part. */
export const deskTextOf = (page) => lineOf(page.locator('body'));

async function lineOf(part) {
  return (await part.innerText()).replace(/\s+/g, ' ').trim();
}

/** Presses what bears this name, a link or a button. */
export function follow(page, name) {
  return page.getByRole('link', { name }).or(page.getByRole('button', { name })).click();
}
