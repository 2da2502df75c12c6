// Keycloak between ЕСИА and an application, by `examples/keycloak`: three origins, people of their own for each test.
// One Keycloak and one stand serve them all, because Keycloak takes half a minute to start.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';

import { withClients } from '../lib/fixtures.mjs';
import { startMock } from '../lib/mock.mjs';
import { startProxy } from '../lib/proxy.mjs';
import { startApplication } from './application.mjs';
import { EXAMPLE, startKeycloak } from './keycloak.mjs';
import { byHttp, inChromium, launch } from './visitors.mjs';

/** Asks the proxy for the policy that pages had until forms were let go anywhere. */
const OLD_POLICY = { 'x-old-policy': 'yes' };

const ends = [];
const world = { after: (end) => ends.unshift(end) };
let app, keycloak, stand, homes, chromium;

before(async () => {
  app = await startApplication(world);
  const proxy = await startProxy(world, { change: withOldPolicy });
  keycloak = await startKeycloak(world, { ESIA_MOCK_URL: proxy.url, APP_URL: app.origin });
  // The fixture names Keycloak's usual port; only the address for logout tokens has to be the real one.
  const fixture = readFileSync(path.join(EXAMPLE, 'fixtures/clients/keycloak.json'), 'utf8');
  const client = JSON.parse(fixture.replaceAll('http://127.0.0.1:8080', keycloak.origin));
  const mock = await startMock(world, '--public-url', proxy.url, ...withClients(world, client));
  proxy.to(mock.url);
  stand = { ...mock, url: proxy.url };
  await app.at(keycloak.realm);
  homes = [app.origin, keycloak.origin, stand.url];
  chromium = await launch();
  world.after(() => chromium.close());
});
after(async () => { for (const end of ends) await end(); });

function withOldPolicy({ headers: asked }, headers) {
  const policy = headers['content-security-policy'];
  if (!policy || !asked['x-old-policy']) return headers;
  return { ...headers, 'content-security-policy': `${policy}; form-action 'self' ${keycloak.origin}` };
}

async function call(method, where, body) {
  const request = { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) };
  const answer = await fetch(`${stand.url}/_mock/api/v1/${where}`, request);
  assert.ok(answer.ok, `${method} ${where}: HTTP ${answer.status}`);
  return answer.json();
}

const parent = (given = {}) => call('POST', 'people', { level: 'confirmed', ...given });
const childOf = ({ person }, given = {}) => call('POST', `people/${person.persona}/children`, { age: 10, ...given });
const sessionsAtEsia = async ({ person }) => (await call('GET', `people/${person.persona}/sessions`)).sessions;

/** What the application is told of somebody, by what the stand knows of them. */
function expected({ oid, person }) {
  const contact = (kind) => person.contacts?.find((its) => its.kind === kind) ?? {};
  const told = {
    preferred_username: `esia-${oid}`,
    family_name: person.last_name,
    given_name: person.first_name,
    middle_name: person.middle_name,
    name: `${person.first_name} ${person.last_name}`,
    // Keycloak knows no capitals in an e-mail.
    email: contact('email').value?.toLowerCase(),
    email_verified: contact('email').verified ?? false,
    phone_number: contact('mobile').value?.replace(/[()]/g, ''),
    snils: person.snils,
    esia_level: person.account.level,
    esia_trusted: person.account.level === 'confirmed',
  };
  return JSON.parse(JSON.stringify(told));
}

/** The visitor came in as this person; gives what the application keeps of them. */
async function arrived(visitor, somebody) {
  const { url, page } = await visitor.comes(app, somebody);
  assert.ok(url.startsWith(`${app.origin}/home`), `at ${url}: ${page}\n${keycloak.said()}`);
  const them = app.who(url);
  const wanted = expected(somebody);
  for (const told of [them.claims, them.userinfo]) {
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((name) => [name, told[name]])), wanted);
    for (const name of ['email', 'middle_name', 'phone_number']) assert.equal(name in told, name in wanted, name);
  }
  return them;
}

/** Nobody lets them in any more: ЕСИА, Keycloak, and the application by its refresh token. */
async function isOver(somebody, { tokens }) {
  assert.deepEqual(await sessionsAtEsia(somebody), []);
  assert.deepEqual(await keycloak.sessionsOf(somebody), []);
  await assert.rejects(app.refresh(tokens), { error: 'invalid_grant' });
}

const VISITORS = { HTTP: () => byHttp(homes), Chromium: (t) => inChromium(t, chromium) };

for (const [how, visitor] of Object.entries(VISITORS)) {
  test(`${how}: a parent comes in, and leaves by the application`, async (t) => {
    const [somebody, citizen] = [await parent(), await visitor(t)];
    const them = await arrived(citizen, somebody);
    assert.equal((await sessionsAtEsia(somebody)).length, 1);
    assert.equal((await keycloak.sessionsOf(somebody)).length, 1);

    const left = await citizen.goes(`${app.origin}/logout?sid=${them.sid}`);
    assert.equal(left.url.split('?')[0], `${app.origin}/goodbye`, `${left.page}\n${keycloak.said()}`);
    await app.told(them.sid);
    await isOver(somebody, them);
  });

  test(`${how}: a child comes in, and leaves at ЕСИА: Keycloak and the application are told`, async (t) => {
    const [somebody, citizen] = [await childOf(await parent()), await visitor(t)];
    const them = await arrived(citizen, somebody);
    await citizen.goes(`${stand.url}/oidc/end_session`);
    await app.told(them.sid);
    await isOver(somebody, them);
  });

  test(`${how}: who refuses consent does not come in`, async (t) => {
    const [somebody, citizen] = [await parent(), await visitor(t)];
    const { url, page } = await citizen.comes(app, somebody, true);
    assert.equal(new URL(url).origin, keycloak.origin);
    assert.match(page, /Войти через Госуслуги/);
    assert.equal(await keycloak.userOf(somebody), undefined);
  });
}

test('an e-mail that is not verified is told as such, and as verified at the first login after that', async () => {
  const somebody = await parent({ phone: '+7(972)1112201', email_verified: false });
  assert.equal(expected(somebody).email_verified, false);
  await arrived(byHttp(homes), somebody);
  const { value } = somebody.person.contacts.find(({ kind }) => kind === 'email');
  const verified = await call('POST', `people/${somebody.person.persona}/contacts/${encodeURIComponent(value)}/verify`);
  assert.equal(expected(verified).email_verified, true);
  await arrived(byHttp(homes), { ...verified, password: somebody.password });
});

test('who has a telephone alone is not asked for an e-mail', async () => {
  const contacts = [{ kind: 'mobile', value: '+7(972)1112202', verified: true }];
  await arrived(byHttp(homes), await parent({ contacts, middle_name: null }));
});

test('whom an e-mail has gone over to is another user', async () => {
  const email = 'Family@example.test';
  const before = await parent({ email, phone: '+7(972)1112203' });
  await arrived(byHttp(homes), before);
  await call('PATCH', `people/${before.person.persona}`, { email: 'another@example.test' });
  await arrived(byHttp(homes), await parent({ email }));
});

test('the attributes are seen in Keycloak', async () => {
  const somebody = await parent();
  await arrived(byHttp(homes), somebody);
  const { attributes } = await keycloak.userOf(somebody);
  const wanted = expected(somebody);
  assert.deepEqual(attributes, {
    middleName: [wanted.middle_name], phoneNumber: [wanted.phone_number], snils: [wanted.snils], esiaLevel: ['confirmed'], esiaTrusted: ['true'],
  });
});

test('the application reads ЕСИА’s REST with the token that Keycloak keeps', async () => {
  const somebody = await parent();
  const { tokens } = await arrived(byHttp(homes), somebody);
  const read = async (address, token) => {
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200, `${address}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const kept = await read(`${keycloak.realm}/broker/esia-mock/token`, tokens.access_token);
  const { lastName } = await read(`${stand.url}/rs/prns/${somebody.oid}`, kept.access_token);
  assert.equal(lastName, somebody.person.last_name);
});

test('with the policy that pages had before, Chromium stays at the consent', async (t) => {
  const citizen = await inChromium(t, chromium, OLD_POLICY);
  await assert.rejects(citizen.comes(app, await parent()), /form-action/);
  assert.equal(new URL((await citizen.here()).url).origin, stand.url);
});
