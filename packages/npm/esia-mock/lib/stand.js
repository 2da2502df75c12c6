// A stand: one closed world of ЕСИА. A method is one call of the tester's API, with its words.
// The names are those of packages/names.json, the same in every language.

import { makeApi, segment } from './api.js';
import { Clock } from './clock.js';
import { EsiaMockError } from './errors.js';
import { Fault, wish } from './faults.js';
import { asText, Requests } from './journal.js';
import { Inbox, Outbox } from './outbox.js';
import { Person, SignIn, whom } from './values.js';

// What this package speaks.
const API = 1;
const NEEDED = ['people', 'clients', 'sign-ins', 'tokens', 'clock', 'outbox', 'requests', 'faults', 'stands', 'snapshots', 'reset', 'settings'];

const ofPerson = (person) => `/people/${segment(whom(person))}`;

export class Stand {
  #server;
  #armed = [];
  #refusals = [];
  #inboxes = new Map();

  constructor(url, call, name = 'default', server = call) {
    this.url = url.replace(/\/+$/, '');
    this.name = name;
    this.call = call;
    this.clock = new Clock(call);
    this.since = 0;
    // Only the stand `default` makes and ends stands.
    this.#server = server;
  }

  /** The same stand for another test, which knows nothing of what was done before. */
  async again() {
    const stand = new Stand(this.url, this.call, this.name, this.#server);
    await stand.mark();
    return stand;
  }

  /** Clears the faults that were armed here, and puts the clock to what it was before it was moved here. */
  async putBack() {
    for (const fault of this.#armed.splice(0)) await fault.clear();
    await this.clock.putBack();
  }

  version() {
    return this.call('GET', '/version');
  }

  /** Refuses a program that this package does not fit. */
  async check() {
    const { version, api, features } = await this.version();
    const lacking = NEEDED.filter((feature) => !features.includes(feature));
    if (api === API && !lacking.length) return;
    const what = api === API ? `lacks ${lacking.join(', ')}` : `speaks API ${api}, not ${API}`;
    throw new EsiaMockError(`esia-mock ${version} ${what}: take program and package of one release`);
  }

  // -- stands

  /** Another stand of the same server: `name`, `address`, `clock`, `seed`, `idle`, `from`. */
  async stand({ name, ...wanted } = {}) {
    const made = name ? await this.#server('PUT', `/stands/${segment(name)}`, wanted) : await this.#server('POST', '/stands', wanted);
    return new Stand(made.url, makeApi(made.control_url, this.call.token), made.name, this.#server);
  }

  async stands() {
    return (await this.#server('GET', '/stands')).stands;
  }

  /** Ends a stand that `stand` has made. */
  async end() {
    await this.#server('DELETE', `/stands/${segment(this.name)}`);
  }

  /** As it was made. Numbers of the journal go on. */
  async reset() {
    await this.call('POST', '/reset');
  }

  snapshot(name) {
    return this.call('PUT', `/snapshots/${segment(name)}`);
  }

  async restore(name) {
    await this.call('POST', `/snapshots/${segment(name)}/restore`);
  }

  /** The stand as a zip of fixtures. */
  exportFixtures() {
    return this.call('GET', '/export');
  }

  importFixtures(archive) {
    return this.call('POST', '/import', archive);
  }

  // -- who is there

  /** Somebody new. What is left out is made up: `{ level: 'confirmed' }`, `{ email_verified: false }`, `{ age: 30 }`. */
  async person({ persona, ...fields } = {}) {
    return new Person(persona ? await this.call('PUT', ofPerson(persona), fields) : await this.call('POST', '/people', fields));
  }

  async findPerson(person) {
    return new Person(await this.call('GET', ofPerson(person)));
  }

  async people({ q, level, status } = {}) {
    return (await this.call('GET', '/people', undefined, { q, level, status, limit: 1000 })).people;
  }

  /** By force, whatever real life would demand first. */
  async change(person, fields) {
    return new Person(await this.call('PATCH', ofPerson(person), fields));
  }

  async remove(person) {
    await this.call('DELETE', ofPerson(person));
  }

  /** A child with an account: `{ age: 10, email_verified: false }`. */
  async child(parent, fields = {}) {
    return new Person(await this.call('POST', `${ofPerson(parent)}/children`, fields));
  }

  async verify(person, contact) {
    return new Person(await this.call('POST', `${ofPerson(person)}/contacts/${segment(contact)}/verify`));
  }

  async unverify(person, contact) {
    return new Person(await this.call('POST', `${ofPerson(person)}/contacts/${segment(contact)}/unverify`));
  }

  async consents(person) {
    return (await this.call('GET', `${ofPerson(person)}/consents`)).consents;
  }

  /** The person allows the system these scopes, and no others. */
  async allow(person, client, scopes) {
    return (await this.call('PUT', `${ofPerson(person)}/consents/${segment(client)}`, { scopes })).consents;
  }

  /** The person takes their consent back. */
  async withdraw(person, client) {
    await this.call('DELETE', `${ofPerson(person)}/consents/${segment(client)}`);
  }

  /** Opens a session: its cookies, as drivers of browsers take them. */
  async session(person) {
    return (await this.call('POST', `${ofPerson(person)}/sessions`)).cookies;
  }

  /** Ends sessions; systems are told by the back channel. */
  async logout(person) {
    return (await this.call('POST', `${ofPerson(person)}/logout`)).ended;
  }

  /** Registers a system. `certificate` is short for `certificates: [{ pem }]`. */
  async client(mnemonic, { certificate, ...fields } = {}) {
    if (certificate) fields.certificates = [{ pem: certificate }];
    return (await this.call('PUT', `/clients/${segment(mnemonic)}`, fields)).client;
  }

  /** A key of the system and its certificate, which the stand accepts from now on. */
  clientKey(mnemonic, wanted = {}) {
    return this.call('POST', `/clients/${segment(mnemonic)}/keys`, wanted);
  }

  async organization(name, fields = {}) {
    return (await this.call('PUT', `/organizations/${segment(name)}`, fields)).organization;
  }

  // -- signing in

  /** Signs somebody in for the request of the tested system: `role`, `cookies`, `method`, `body`, `consent`. */
  async signIn(authorizeUrl, person, more = {}) {
    const who = person === undefined ? {} : { person: whom(person) };
    return this.#heard(new SignIn(await this.call('POST', '/sign-ins', { authorize_url: String(authorizeUrl), ...who, ...more })));
  }

  /** The same, but the person does not give their consent. */
  refuse(authorizeUrl, person, more = {}) {
    return this.signIn(authorizeUrl, person, { consent: 'deny', ...more });
  }

  /** Tokens without a request: `{ lifetime: -60 }` for one that has expired, `endpoint`, `nonce`, `role`, `consent`. */
  async tokens(client, person, scopes, more = {}) {
    return this.#heard(await this.call('POST', '/tokens', { client, person: whom(person), scopes, ...more }));
  }

  /** Keeps why it was refused for `journal`: the stand's journal has what came by the line. */
  #heard(answer) {
    if (answer.refusal) this.#refusals.push(answer.refusal);
    return answer;
  }

  async revoke(token) {
    await this.call('POST', '/tokens/revoke', { token });
  }

  // -- faults

  /** Lets the stand fail: `fault('token', { status: 502, times: 1 })`. `client`, `person`, `path`, `skip` select. */
  async fault(at, { name, ...said }) {
    const body = wish(at, said);
    const made = name ? await this.call('PUT', `/faults/${segment(name)}`, body) : await this.call('POST', '/faults', body);
    const fault = new Fault(this.call, made.name);
    this.#armed.push(fault);
    return fault;
  }

  async faults() {
    return (await this.call('GET', '/faults')).faults;
  }

  async clearFaults() {
    await this.call('DELETE', '/faults');
  }

  // -- what happened

  /** Requests since the test began: `client`, `person`, `status`, `refused`, `login`, `trace`, `path`. */
  requests(at, { person, ...wanted } = {}) {
    const who = person === undefined ? {} : { person: whom(person) };
    return new Requests(this.call, { at, after: this.since, ...who, ...wanted });
  }

  /** One request with its answer, decoded. */
  request(number = 'last') {
    return this.call('GET', `/requests/${number}`);
  }

  /** From now on `requests` knows only what comes later. */
  async mark() {
    this.since = (await this.call('GET', '/requests', undefined, { limit: 1 })).last;
  }

  /** The requests since the test began, refusals with cause and cure. */
  async journal() {
    return asText(await this.requests().list(), this.#refusals);
  }

  /** The same for programs: each request with its answer, decoded, as JSON. */
  async keep() {
    const whole = [];
    for (const { n } of await this.requests().list()) whole.push(await this.request(n));
    return `${JSON.stringify(whole, null, 2)}\n`;
  }

  /** Letters and messages that were written: `kind`, `to`, `after`. */
  outbox(person, wanted = {}) {
    return new Outbox(this.call, { ...(person === undefined ? {} : { person: whom(person) }), ...wanted });
  }

  /** What somebody gets: `inbox(anna).next()`. One inbox a person, which goes on where it was. */
  inbox(person) {
    const name = whom(person);
    if (!this.#inboxes.has(name)) this.#inboxes.set(name, new Inbox(this.call, name));
    return this.#inboxes.get(name);
  }

  /** What happened to citizens: `after`, `wait`. */
  async events(person, wanted = {}) {
    const who = person === undefined ? {} : { person: whom(person) };
    return (await this.call('GET', '/events', undefined, { ...who, ...wanted })).events;
  }

  // -- settings

  settings() {
    return this.call('GET', '/settings');
  }

  /** `{ rules: { 'login.lock_after': 5 } }`, `{ auto_sign_in: { PORTAL: 'anna' } }`. */
  changeSettings(values) {
    return this.call('PATCH', '/settings', values);
  }

  /** The next keys of the issuer sign. */
  async rotateKeys() {
    return (await this.call('POST', '/keys/rotate')).keys;
  }

  /** What МВД (`mvd`), СФР (`sfr`) or ЗАГС (`zags`) answers about a number. */
  async registry(registry, number, outcome, { after } = {}) {
    await this.call('PUT', `/registries/${segment(registry)}/${segment(number)}`, { outcome, after });
  }

  /** An operator of a центр обслуживания confirms the identity of somebody. */
  confirm(person, more = {}) {
    return this.call('POST', '/mfc/confirm', { person: whom(person), ...more });
  }
}
