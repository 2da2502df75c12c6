// The names of packages/names.json are those of this package, and a method is the call that the table says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import * as esiaMock from 'esia-mock';

import { WHEN } from '../node_modules/esia-mock/lib/faults.js';

const { EsiaMock, Fault, Stand } = esiaMock;
const TABLE = JSON.parse(readFileSync(new URL('../../names.json', import.meta.url), 'utf8'));
const CALLS = TABLE.filter(({ call }) => call);

let server, description;
before(async () => {
  server = await EsiaMock.start();
  description = await (await fetch(`${server.url}/_mock/openapi.json`)).json();
});
after(() => server.stop());

test('every name is there', () => {
  for (const { javascript } of TABLE) {
    const [kind, member] = javascript.split('.');
    const found = esiaMock[kind]?.[member] ?? esiaMock[kind]?.prototype[member] ?? server[member];
    assert.ok(found, javascript);
  }
});

test('the table has every public method', () => {
  const named = new Set(TABLE.map(({ javascript }) => javascript));
  // What fixtures of test runners use, and what leads to objects with calls of their own.
  const own = ['constructor', 'check', 'again', 'mark', 'putBack', 'requests', 'outbox', 'inbox'];
  for (const kind of ['Stand', 'Clock', 'Fault', 'Requests', 'Outbox', 'Inbox']) {
    for (const method of Object.getOwnPropertyNames(esiaMock[kind].prototype)) {
      if (!own.includes(method)) assert.ok(named.has(`${kind}.${method}`), `${kind}.${method}`);
    }
  }
});

test('every public method has a type', () => {
  const types = readFileSync(new URL('../esia-mock/index.d.ts', import.meta.url), 'utf8');
  for (const kind of ['Stand', 'Clock', 'Fault', 'Requests', 'Outbox', 'Inbox']) {
    const [, body] = new RegExp(`^export class ${kind} \\{$([^]*?)^\\}$`, 'm').exec(types);
    for (const method of Object.getOwnPropertyNames(esiaMock[kind].prototype).slice(1)) {
      assert.match(body, new RegExp(`^  ${method}\\(`, 'm'), `${kind}.${method}`);
    }
  }
});

test('every call is described by the stand', () => {
  for (const { call } of CALLS) {
    const [method, path] = call.split(' ');
    assert.ok(description.paths[`/_mock/api/v1${path}`]?.[method.toLowerCase()], call);
  }
});

test('faults tell what the stand knows', () => {
  const { FaultWish, Do } = description.components.schemas;
  assert.deepEqual([...WHEN, 'at', 'do'].sort(), Object.keys(FaultWish.properties).sort());
  const [, types] = /^export interface FaultWish \{$([^]*?)^\}$/m.exec(readFileSync(new URL('../esia-mock/index.d.ts', import.meta.url), 'utf8'));
  const typed = [...types.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
  assert.deepEqual(typed.sort(), [...WHEN, 'name', ...Object.keys(Do.properties)].sort());
});

// How each method is called; what `{…}` of the path stands for does not matter.
const USES = {
  'Stand.version': (at) => at.version(),
  'Stand.stand': (at) => at.stand(),
  'Stand.stands': (at) => at.stands(),
  'Stand.end': (at) => at.end(),
  'Stand.reset': (at) => at.reset(),
  'Stand.snapshot': (at) => at.snapshot('evening'),
  'Stand.restore': (at) => at.restore('evening'),
  'Stand.exportFixtures': (at) => at.exportFixtures(),
  'Stand.importFixtures': (at) => at.importFixtures(new Uint8Array()),
  'Stand.person': (at) => at.person({ level: 'confirmed' }),
  'Stand.findPerson': (at) => at.findPerson('anna'),
  'Stand.people': (at) => at.people({ level: 'child' }),
  'Stand.change': (at) => at.change('anna', { level: 'confirmed' }),
  'Stand.remove': (at) => at.remove('anna'),
  'Stand.child': (at) => at.child('anna', { age: 10 }),
  'Stand.verify': (at) => at.verify('anna', 'anna@example.test'),
  'Stand.unverify': (at) => at.unverify('anna', 'anna@example.test'),
  'Stand.consents': (at) => at.consents('anna'),
  'Stand.allow': (at) => at.allow('anna', 'PORTAL', ['openid']),
  'Stand.withdraw': (at) => at.withdraw('anna', 'PORTAL'),
  'Stand.session': (at) => at.session('anna'),
  'Stand.logout': (at) => at.logout('anna'),
  'Stand.client': (at) => at.client('PORTAL', { redirect_uris: ['http://127.0.0.1/'] }),
  'Stand.clientKey': (at) => at.clientKey('PORTAL'),
  'Stand.organization': (at) => at.organization('lyceum'),
  'Stand.signIn': (at) => at.signIn('/aas/oauth2/ac', 'anna'),
  'Stand.refuse': (at) => at.refuse('/aas/oauth2/ac', 'anna'),
  'Stand.tokens': (at) => at.tokens('PORTAL', 'anna', 'openid'),
  'Stand.revoke': (at) => at.revoke('token'),
  'Stand.fault': (at) => at.fault('token', { status: 500 }),
  'Fault.hits': (at) => new Fault(at.call, 'broken').hits(),
  'Fault.wait': (at) => new Fault(at.call, 'broken').wait(),
  'Fault.clear': (at) => new Fault(at.call, 'broken').clear(),
  'Stand.faults': (at) => at.faults(),
  'Stand.clearFaults': (at) => at.clearFaults(),
  'Clock.face': (at) => at.clock.face(),
  'Clock.now': (at) => at.clock.now(),
  'Clock.set': (at) => at.clock.set('system'),
  'Clock.advance': (at) => at.clock.advance('PT1H'),
  'Clock.advanceWorking': (at) => at.clock.advanceWorking('P1D'),
  'Clock.freeze': (at) => at.clock.freeze(),
  'Clock.release': (at) => at.clock.release(),
  'Requests.list': (at) => at.requests('token').list(),
  'Requests.expect': (at) => at.requests('token').expect(),
  'Stand.request': (at) => at.request(7),
  'Stand.journal': (at) => at.journal(),
  'Stand.keep': (at) => at.keep(),
  'Outbox.list': (at) => at.outbox('anna').list(),
  'Outbox.empty': (at) => at.outbox('anna').empty(),
  'Inbox.next': (at) => at.inbox('anna').next(),
  'Stand.events': (at) => at.events('anna'),
  'Stand.settings': (at) => at.settings(),
  'Stand.changeSettings': (at) => at.changeSettings({ hints: false }),
  'Stand.rotateKeys': (at) => at.rotateKeys(),
  'Stand.registry': (at) => at.registry('sfr', '1', 'not_found'),
  'Stand.confirm': (at) => at.confirm('anna'),
};

for (const { javascript, call } of CALLS) {
  test(`${javascript} is ${call}`, async () => {
    const heard = [];
    const overheard = new Error('overheard');
    const api = async (method, path) => {
      // The clock looks at itself before it is moved, so that it can be put back.
      if (`${method} ${path}` === 'GET /clock' && call !== 'GET /clock') return { mode: 'frozen' };
      heard.push(`${method} ${path}`);
      throw overheard;
    };
    await assert.rejects(async () => USES[javascript](new Stand('http://stand.test', api)), overheard);
    assert.equal(heard.length, 1);
    assert.match(heard[0], new RegExp(`^${call.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
  });
}
