// The program under this package: how it starts, how it ends, and when it is refused.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';

import { EsiaMock, EsiaMockError, NotMet, WrongCall } from 'esia-mock';

import { portals } from './setup.js';

let esia;
before(async () => {
  esia = await EsiaMock.start();
});
after(() => esia.stop());

test('a program that does not start says why', async () => {
  await assert.rejects(EsiaMock.start(['--no-such-option']), (error) => {
    assert.ok(error instanceof EsiaMockError);
    assert.match(error.message, /did not start; it said:[^]*--no-such-option/);
    return true;
  });
  await assert.rejects(EsiaMock.start([], { program: '/no/such/program' }), /^EsiaMockError: no program \/no\/such\/program: /);
});

test('a program that does not fit is refused in one sentence', async (t) => {
  let said = { version: '9.0.0', api: 2, features: [] };
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(said));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${server.address().port}`;
  await assert.rejects(EsiaMock.at(url), /^EsiaMockError: esia-mock 9\.0\.0 speaks API 2, not 1: take program and package of one release$/);
  said = { version: '0.0.1', api: 1, features: ['people', 'clients'] };
  await assert.rejects(EsiaMock.at(url), /^EsiaMockError: esia-mock 0\.0\.1 lacks sign-ins, .+: take program and package of one release$/);
});

test('a control token among the options is used', async () => {
  for (const options of [['--control-token', 'secret'], ['--control-token=secret']]) {
    const guarded = await EsiaMock.start(options);
    assert.equal((await guarded.person({ level: 'standard' })).level, 'standard');
    await assert.rejects(EsiaMock.at(guarded.url), (error) => error instanceof WrongCall && error.status === 401);
    await guarded.stop();
  }
});

test('a control token of the environment is used', async (t) => {
  t.after(() => delete process.env.ESIA_MOCK_CONTROL_TOKEN);
  process.env.ESIA_MOCK_CONTROL_TOKEN = 'secret';
  const guarded = await EsiaMock.start();
  assert.equal((await EsiaMock.at(guarded.url)).call.token, 'secret');
  delete process.env.ESIA_MOCK_CONTROL_TOKEN;
  await assert.rejects(EsiaMock.at(guarded.url), (error) => error.status === 401);
  await guarded.stop();
});

test('the command is the program', async () => {
  const command = new URL('bin/esia-mock.js', import.meta.resolve('esia-mock/package.json'));
  const child = spawn(process.execPath, [command.pathname, 'serve', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data');
  assert.match(String(line), /^listening on http:/);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

// A server that is told to end closes its connections; a test that waits for that needs no clock.
const gone = async (url) => {
  const answer = await fetch(`${url}/_mock/api/v1/events?wait=60`).catch(() => undefined);
  assert.equal(answer?.ok ?? false, false);
};

test('no server is left by a process that is killed, or that ends without a word', async () => {
  for (const end of ["process.kill(process.pid, 'SIGKILL')", '0']) {
    const program = `import { EsiaMock } from 'esia-mock'; const esia = await EsiaMock.start(); console.log(esia.url); ${end}`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: import.meta.dirname ?? process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
    let url = '';
    child.stdout.setEncoding('utf8').on('data', (text) => { url += text; });
    await once(child, 'close');
    await gone(url.trim());
  }
});

test('a call that is refused names the place and the word that was meant', async () => {
  await assert.rejects(esia.person({ lvel: 'confirmed' }), (error) => {
    assert.ok(error instanceof WrongCall);
    assert.equal(error.status, 422);
    assert.match(error.message, /^POST \/people: .*unknown field `lvel`, did you mean `level`/);
    return true;
  });
});

test('an expectation that is not met names the near misses', async () => {
  const stand = await esia.again();
  await stand.signIn('/aas/oauth2/ac?client_id=NOBODY', await stand.person());
  await assert.rejects(stand.requests('authorize', { client: 'SOMEBODY' }).expect({ count: 1 }), (error) => {
    assert.ok(error instanceof NotMet);
    assert.equal(error.count, 0);
    assert.match(error.message, /^expected .* but 0 requests fit\n {2}#\d+ POST \S+ differs in client$/);
    return true;
  });
});

test('state is kept, put back and made anew', async () => {
  const stand = await esia.stand();
  const anna = await stand.person({ persona: 'anna', level: 'standard' });
  await stand.snapshot('evening');
  await stand.change(anna, { level: 'confirmed' });
  await stand.restore('evening');
  assert.equal((await stand.findPerson('anna')).level, 'standard');
  await stand.reset();
  await assert.rejects(stand.findPerson('anna'), (error) => error.status === 404);
  await stand.end();
});

test('a stand travels as a zip of fixtures', async () => {
  const [one, other] = [await esia.stand(), await esia.stand()];
  const anna = await one.person({ persona: 'anna', level: 'confirmed' });
  const { people } = await other.importFixtures(await one.exportFixtures());
  assert.ok(people.includes('anna'));
  assert.equal((await other.findPerson('anna')).snils, anna.snils);
  await Promise.all([one.end(), other.end()]);
});

test('tokens need no request, and a refusal is told by the journal', async () => {
  const stand = await esia.again();
  const anna = await stand.person({ level: 'confirmed' });
  const { access_token, refusal } = await stand.tokens('EPOS_DEMO', anna, ['openid', 'fullname'], { lifetime: -60 });
  assert.equal(refusal, null);
  const { exp } = JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url'));
  assert.ok(exp * 1000 < (await stand.clock.now()).getTime(), `${exp}`);
  assert.ok((await stand.tokens('EPOS_DEMO', anna, 'no_such_scope')).refusal.reason_id);
  assert.match(await stand.journal(), /a call was refused at .*\n {4}cure: /);
});

test('an inbox goes on where it was', async (t) => {
  const stand = await esia.again();
  const anna = await stand.person({ level: 'confirmed' });
  const made = await portals(esia);
  t.after(made.remove);
  await stand.signIn((await (await made.at(stand)).get('/login')).location, anna);
  await stand.withdraw(anna, 'PORTAL');
  assert.match((await stand.inbox(anna).next({ kind: 'email' })).subject, /предоставили доступ/);
  assert.match((await stand.inbox(anna).next()).subject, /отозвали согласие/);
  await assert.rejects(stand.inbox(anna).next({ kind: 'sms', wait: 0 }), /no sms came/);
  assert.deepEqual((await stand.outbox(anna).list()).map(({ to }) => to), [anna.email, anna.email]);
  assert.equal(await stand.outbox(anna).empty(), 2);
  assert.deepEqual((await stand.events(anna)).map(({ kind }) => kind), ['consent_revoked']);
});
