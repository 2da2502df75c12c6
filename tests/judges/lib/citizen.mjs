// A citizen without a browser: follows addresses, keeps cookies, reads the forms of the pages by their
// element names and presses the buttons a person would press.
//
// On the command line it prints where the login ended:
//   node citizen.mjs ADDRESS LOGIN PASSWORD

import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const MOST_STEPS = 20;
const ANSWER_LIMIT_MS = 30_000;

/** Signs in, chooses «Частное лицо» if asked, consents; returns the address outside the mock it was sent to. */
export async function login(address, person) {
  const arrived = await browser().visit(address, person);
  if (arrived.page !== undefined) stuck(arrived);
  return arrived.url;
}

/**
 * A browser that keeps its cookies. `visit` goes where it is led, and on the pages of a login does what a person does,
 * until it is sent to an origin that is not among `homes` or arrives at another page. It gives
 *   { url } or { url, body }   what it would have sent to the other origin (`body`: a form, posted)
 *   { url, status, page }      the page; that of the sign-in too, if no `login` is given
 */
export function browser() {
  // By host, not by origin: a real browser shares cookies between ports (RFC 6265, 8.5).
  const jars = new Map();
  const cookiesOf = (url) => {
    const { hostname } = new URL(url);
    if (!jars.has(hostname)) jars.set(hostname, new Map());
    return jars.get(hostname);
  };

  async function visit(address, { homes = [new URL(address).origin], login: name, password, refuse = false } = {}) {
    let request = { url: `${address}` };
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (!homes.includes(new URL(request.url).origin)) return request;
      const { status, location, page } = await send(request, cookiesOf(request.url));
      if (status >= 300 && status < 400) {
        request = { from: request.url, url: new URL(location, request.url).href };
        continue;
      }
      const next = answer(page, request.url, { name, password, refuse });
      if (!next) return { url: request.url, status, page: textOf(page) };
      request = { from: request.url, ...next };
    }
    throw new Error(`still not back at the relying party after ${MOST_STEPS} steps, last ${request.url}`);
  }

  return { visit };
}

/** What a person does with this page; nothing if it is not one of the pages of a login. */
function answer(page, url, { name, password, refuse }) {
  const forms = readForms(page, url);
  const holding = (id) => forms.find((form) => form.elements.some((element) => element.id === id));

  const signIn = holding('loginByPwdButton');
  if (signIn && name === undefined) return undefined;
  if (signIn) {
    if (/class="[^"]*field-error/.test(page)) throw new Error(`the sign-in was refused: ${reasonOf(page)}`);
    return submit(signIn, 'loginByPwdButton', { login: name, password });
  }
  const consent = holding('grantAuthorization');
  if (consent) {
    const button = refuse ? 'denyAuthorization' : 'grantAuthorization';
    return submit(holding(button), button);
  }
  const roles = forms.find((form) => form.button('Подтвердить'));
  if (roles) return submit(roles, roles.button('Подтвердить').id);
  // «Возвращаемся в систему» of response_mode=form_post, and «Выйти?».
  for (const button of ['continueButton', 'leaveButton']) {
    if (holding(button)) return submit(holding(button), button);
  }
  return undefined;
}

function stuck({ url, status, page }) {
  throw new Error(`no page of a login at ${url} (HTTP ${status}): ${page.slice(0, 600)}`);
}

/** Asks as a browser does that opens a page: `fetch` would say that a script asks. */
async function send({ url, body, from }, cookies) {
  const headers = {
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  if (body) Object.assign(headers, { origin: new URL(from ?? url).origin, 'content-type': 'application/x-www-form-urlencoded' });
  const response = await new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const request = (new URL(url).protocol === 'https:' ? https : http).request(url, { method: body ? 'POST' : 'GET', headers, signal }, resolve);
    request.on('error', reject).end(body && `${body}`);
  });
  for (const line of response.headers['set-cookie'] ?? []) {
    const [, cookie, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (isOver(line)) cookies.delete(cookie);
    else cookies.set(cookie, value);
  }
  return { status: response.statusCode, location: response.headers.location, page: await text(response) };
}

function isOver(line) {
  const [, age] = /;\s*max-age=(-?\d+)/i.exec(line) ?? [];
  if (age !== undefined) return Number(age) <= 0;
  const [, expires] = /;\s*expires=([^;]+)/i.exec(line) ?? [];
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

function submit(form, buttonId, typed = {}) {
  const fields = new URLSearchParams();
  for (const element of form.elements) {
    if (!element.name) continue;
    const chosen = element.id === buttonId || !['submit', 'button', 'reset'].includes(element.type);
    const ticked = !['checkbox', 'radio'].includes(element.type) || element.checked;
    if (chosen && ticked) fields.append(element.name, typed[element.name] ?? element.value);
  }
  for (const name of Object.keys(typed)) {
    if (!fields.has(name)) throw new Error(`the form has no field named «${name}»`);
  }
  const pressed = form.elements.find((element) => element.id === buttonId);
  const action = new URL(pressed?.formaction ?? form.action, form.url).href;
  return form.method === 'post' ? { url: action, body: fields } : { url: `${action}?${fields}` };
}

/** Forms of a page with their inputs and buttons: enough of HTML for plain forms. */
function readForms(page, url) {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inside]) => {
    const { action = url, method = 'get' } = attributes(head);
    const inputs = [...inside.matchAll(/<input\b([^>]*)>/g)].map(([, head]) => ({ type: 'text', value: '', ...attributes(head) }));
    const buttons = [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)]
      .map(([, head, label]) => ({ type: 'submit', value: '', ...attributes(head), label: textOf(label) }));
    const elements = [...inputs, ...buttons];
    return { url, action, method: method.toLowerCase(), elements, button: (label) => buttons.find((button) => button.label === label) };
  });
}

function attributes(head) {
  const found = {};
  for (const [, name, quoted, single, bare] of head.matchAll(/([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    found[name.toLowerCase()] = decode(quoted ?? single ?? bare ?? 'true');
  }
  return found;
}

/** The complaint beside a field, or the whole page. */
function reasonOf(page) {
  const complaints = [...page.matchAll(/<div class="field-error"[^>]*>([\s\S]*?)<\/div>/g)].map(([, inside]) => textOf(inside));
  return complaints.join(' ') || textOf(page);
}

function textOf(html) {
  return decode(html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function decode(text) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [address, name, password] = process.argv.slice(2);
  console.log(await login(address, { login: name, password }));
}
