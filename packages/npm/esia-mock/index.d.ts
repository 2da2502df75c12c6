// Types of esia-mock. Names of fields are the API's; `GET /_mock/openapi.json` of a stand describes them all.

export class EsiaMockError extends Error {}

export class WrongCall extends EsiaMockError {
  readonly status: number;
  readonly problem: Problem;
}

export class NotMet extends Error {
  readonly count: number;
  readonly near_misses: { n: number; differs: string[]; request: RequestSummary }[];
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string; did_you_mean?: string }[];
}

export type Level = 'simplified' | 'simplified_ready' | 'standard' | 'confirmed' | 'child';
export type Status = 'registered' | 'deleted' | 'blocked' | 'locked' | 'limited';

/** Somebody to be made, or a change; what is left out is made up, or stays. More fields are those of fixtures. */
export interface PersonWish {
  persona?: string;
  level?: Level;
  status?: Status;
  password?: string;
  email?: string;
  phone?: string;
  email_verified?: boolean;
  phone_verified?: boolean;
  age?: number | { years: number; days: number };
  last_name?: string;
  first_name?: string;
  middle_name?: string | null;
  birth_date?: string;
  gender?: 'male' | 'female';
  snils?: string;
  inn?: string;
  [field: string]: unknown;
}

export class Person {
  private constructor();
  readonly persona: string;
  readonly oid: number;
  readonly login?: string;
  readonly logins: string[];
  readonly password?: string;
  readonly warnings: string[];
  /** Everything that is known of them, as a fixture. */
  readonly fixture: Record<string, unknown>;
  readonly level: Level;
  readonly snils: string | undefined;
  readonly last_name: string;
  readonly first_name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

/** A person, or their persona, oid or login. */
export type Whom = Person | string | number;

export interface ClientWish {
  /** Short for `certificates: [{ pem }]`. */
  certificate?: string;
  name?: string;
  redirect_uris?: string[];
  post_logout_redirect_uris?: string[];
  certificates?: { pem: string }[];
  client_secret?: string;
  public?: boolean;
  scopes?: string[];
  quirks?: string[];
  [field: string]: unknown;
}

export interface KeyMade {
  algorithm: 'rsa' | 'gost256' | 'gost512';
  private_key: string;
  certificate: string;
  sha1: string;
  sha256: string;
  streebog256: string;
}

export interface Cookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  expires: number;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'Strict' | 'Lax' | 'None';
}

export interface Refusal {
  station: string;
  code: string;
  reason_id: string;
  reason: string;
  cure: string;
}

/** What came of a sign-in. As text it is where the browser would go; empty where it would see a page or post `form`. */
export class SignIn {
  private constructor();
  readonly redirect_url: string | null;
  readonly redirect_urls: string[];
  readonly form: { action: string; fields: Record<string, string> } | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly state: string | null;
  readonly login: string | null;
  readonly oid: number | null;
  readonly cookies: Cookie[];
  readonly steps: string[];
  readonly refusal: Refusal | null;
  toString(): string;
}

export interface SignInMore {
  role?: string;
  cookies?: Pick<Cookie, 'name' | 'value'>[];
  method?: 'GET' | 'POST';
  body?: string;
  consent?: 'allow' | 'deny';
}

export interface Tokens {
  access_token?: string;
  refresh_token?: string;
  id_token?: string;
  expires_in?: number | string;
  cookies: Cookie[];
  refusal: Refusal | null;
}

/** When a fault acts, and in the same object what it does: `{ status: 502, times: 1 }`. */
export interface FaultWish {
  name?: string;
  client?: string;
  person?: Whom;
  method?: string;
  path?: string;
  skip?: number;
  times?: number | null;
  until?: string;
  for?: string;
  handle?: 'before' | 'after';
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  delay?: string | { min: string; max: string };
  hang?: boolean;
  reset?: boolean | 'in_body';
  truncate?: number;
  maintenance?: boolean;
  esia?: string;
  oauth?: string;
  callback?: {
    state?: 'missing' | 'other' | 'empty';
    code?: 'missing' | 'other' | 'used';
    error?: string;
    iss?: 'other';
    twice?: boolean;
  };
  token?:
    | 'expired' | 'not_yet_valid' | 'wrong_iss' | 'wrong_aud' | 'wrong_sub' | 'wrong_nonce' | 'alg_none' | 'alg_hs256'
    | 'bad_signature' | 'other_key' | 'next_key' | 'unknown_kid' | 'no_kid' | 'not_a_jwt';
  which?: 'id_token' | 'access_token' | 'code' | 'all';
  claims?: FieldChange;
  response?: FieldChange;
  data?: FieldChange;
  data_of?: 'other';
  keys?: 'missing' | 'empty' | 'rotated';
}

/** Fields that are set, and fields that are taken away. */
export interface FieldChange {
  set?: Record<string, unknown>;
  remove?: string[];
}

export class Fault {
  constructor(call: Api, name: string);
  readonly name: string;
  hits(): Promise<number>;
  wait(options?: { hits?: number; wait?: number }): Promise<void>;
  clear(): Promise<void>;
}

export interface ClockFace {
  now: string;
  mode: 'released' | 'frozen';
  offset: number | null;
  zone: string;
  working_day: boolean;
  next_due: string | null;
}

export interface ClockChanged extends ClockFace {
  jobs: { done: number; failed: number };
}

export class Clock {
  constructor(call: Api);
  face(): Promise<ClockFace>;
  now(): Promise<Date>;
  set(time: string | Date): Promise<ClockChanged>;
  advance(by: string): Promise<ClockChanged>;
  advanceWorking(by: string, options?: { at?: string }): Promise<ClockChanged>;
  freeze(): Promise<ClockChanged>;
  release(): Promise<ClockChanged>;
  putBack(): Promise<void>;
}

export interface RequestsWanted {
  client?: string;
  person?: Whom;
  login?: string;
  trace?: string;
  station?: string;
  status?: number;
  refused?: boolean;
  method?: string;
  path?: string;
  after?: number;
}

export interface RequestSummary {
  n: number;
  now: string;
  at: string;
  station: string;
  method: string;
  path: string;
  client: string | null;
  person: string | null;
  login: string | null;
  trace: string | null;
  by: 'line' | 'api';
  status: number;
  refused: Omit<Refusal, 'station'> | null;
  fault: string | null;
  ms: number;
}

export interface Expectation {
  count?: number;
  min?: number;
  max?: number;
  /** Wait so long for it, such as `PT2S`. */
  within?: string;
  /** An exact or greatest number must hold so long, such as `PT0.2S`. */
  settle?: string;
}

export class Requests {
  private constructor();
  list(options?: { wait?: number; limit?: number }): Promise<RequestSummary[]>;
  expect(expectation?: Expectation): Promise<void>;
}

export type MessageKind = 'sms' | 'max' | 'email' | 'post';

export interface Message {
  number: number;
  kind: MessageKind;
  letter?: string;
  to: string;
  subject?: string;
  text: string;
  html?: string;
  link?: string;
  made_at: string;
  oid?: number;
}

export class Outbox {
  private constructor();
  list(options?: { wait?: number }): Promise<Message[]>;
  empty(): Promise<number>;
}

export class Inbox {
  private constructor();
  next(options?: { kind?: MessageKind; wait?: number }): Promise<Message>;
}

export interface StandWish {
  name?: string;
  address?: 'path' | 'port';
  clock?: string;
  seed?: number;
  idle?: string;
  from?: 'template' | { stand?: string; snapshot?: string };
}

/** One call of the tester's API, for what has no method. */
export interface Api {
  (method: string, path: string, body?: unknown, query?: Record<string, unknown>): Promise<any>;
  readonly controlUrl: string;
  readonly token?: string;
}

export class Stand {
  constructor(url: string, call: Api, name?: string, server?: Api);
  /** The base URL, for the tested system. */
  readonly url: string;
  readonly name: string;
  readonly call: Api;
  readonly clock: Clock;
  since: number;

  again(): Promise<Stand>;
  putBack(): Promise<void>;
  version(): Promise<{ version: string; api: number; features: string[] }>;
  check(): Promise<void>;

  stand(wish?: StandWish): Promise<Stand>;
  stands(): Promise<{ name: string; url: string; control_url: string; now: string }[]>;
  end(): Promise<void>;
  reset(): Promise<void>;
  snapshot(name: string): Promise<{ name: string; size: number; now: string }>;
  restore(name: string): Promise<void>;
  exportFixtures(): Promise<Uint8Array>;
  importFixtures(archive: Uint8Array): Promise<{ people: string[]; clients: string[]; organizations: string[]; warnings: string[] }>;

  person(wish?: PersonWish): Promise<Person>;
  findPerson(person: Whom): Promise<Person>;
  people(wanted?: { q?: string; level?: Level; status?: Status }): Promise<{ persona: string; oid: number; name: string; level: Level; status: Status; logins: string[]; about: string }[]>;
  change(person: Whom, fields: PersonWish): Promise<Person>;
  remove(person: Whom): Promise<void>;
  child(parent: Whom, fields?: PersonWish): Promise<Person>;
  verify(person: Whom, contact: string): Promise<Person>;
  unverify(person: Whom, contact: string): Promise<Person>;
  consents(person: Whom): Promise<{ client: string; scopes: string[]; given_at: string; expires_at?: string }[]>;
  allow(person: Whom, client: string, scopes: string[]): Promise<{ client: string; scopes: string[] }[]>;
  withdraw(person: Whom, client: string): Promise<void>;
  session(person: Whom): Promise<Cookie[]>;
  logout(person: Whom): Promise<number>;
  client(mnemonic: string, wish?: ClientWish): Promise<Record<string, unknown>>;
  clientKey(mnemonic: string, wish?: { algorithm?: KeyMade['algorithm']; parameter_set?: string }): Promise<KeyMade>;
  organization(name: string, fields?: Record<string, unknown>): Promise<Record<string, unknown>>;

  signIn(authorizeUrl: string | URL, person?: Whom, more?: SignInMore): Promise<SignIn>;
  refuse(authorizeUrl: string | URL, person?: Whom, more?: SignInMore): Promise<SignIn>;
  tokens(client: string, person: Whom, scopes: string | string[], more?: { endpoint?: 'v1' | 'v3' | 'oidc'; lifetime?: number; nonce?: string; role?: string; consent?: boolean }): Promise<Tokens>;
  revoke(token: string): Promise<void>;

  fault(at: string, wish: FaultWish): Promise<Fault>;
  faults(): Promise<{ name: string; hits: number; [field: string]: unknown }[]>;
  clearFaults(): Promise<void>;

  requests(at?: string, wanted?: RequestsWanted): Requests;
  request(number?: number | 'last'): Promise<RequestSummary & Record<string, unknown>>;
  mark(): Promise<void>;
  journal(): Promise<string>;
  keep(): Promise<string>;
  outbox(person?: Whom, wanted?: { kind?: MessageKind; to?: string; after?: number }): Outbox;
  inbox(person: Whom): Inbox;
  events(person?: Whom, wanted?: { after?: number; wait?: number; limit?: number }): Promise<{ number: number; kind: string; oid: number; happened_at: string; data: unknown }[]>;

  settings(): Promise<Record<string, unknown>>;
  changeSettings(values: Record<string, unknown>): Promise<Record<string, unknown>>;
  rotateKeys(): Promise<{ kid: string; alg: string; signs: boolean }[]>;
  registry(registry: 'mvd' | 'sfr' | 'zags', number: string, outcome: string, options?: { after?: number }): Promise<void>;
  confirm(person: Whom, more?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

export class EsiaMock extends Stand {
  /** Starts `esia-mock serve` on a free port; `options` are its own, such as `--fixtures` and `--clock`. */
  static start(options?: string[], where?: { program?: string }): Promise<EsiaMock>;
  /** One that is running already. */
  static at(url: string, token?: string): Promise<EsiaMock>;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Runs a test; if it fails, its error tells the journal of these stands as well. */
export function withJournal<Result>(stands: Stand | Stand[], test: () => Promise<Result> | Result): Promise<Result>;
