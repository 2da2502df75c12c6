// A relying party of generation v1: sends citizens to ЕСИА, exchanges the code, asks who came.

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

export const CALLBACK = 'http://127.0.0.1:9090/back';
const SCOPE = 'openid fullname snils email';
const FIXED = { client_id: 'PORTAL', scope: SCOPE, redirect_uri: CALLBACK };
const SIGN = ['smime', '-sign', '-binary', '-outform', 'DER'];

export class Portal {
  constructor(esia, key, certificate) {
    Object.assign(this, { esia, states: new Set(), token: '', sign: [...SIGN, '-signer', certificate, '-inkey', key] });
  }
  signed(more) {
    const now = new Date().toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' ');
    const [timestamp, state] = [`${now} +0000`, randomUUID()];
    const cms = execFileSync('openssl', this.sign, { input: `${SCOPE}${timestamp}PORTAL${state}` });
    return new URLSearchParams({ ...FIXED, client_secret: cms.toString('base64url'), timestamp, state, ...more });
  }
  async ask(path, body) {
    const [headers, signal] = [{ authorization: `Bearer ${this.token}` }, AbortSignal.timeout(2000)];
    const answer = await fetch(this.esia + path, { method: body ? 'POST' : 'GET', body, headers, signal });
    return answer.ok ? answer.json() : Promise.reject(Object.assign(new Error(path), { status: answer.status }));
  }
  login() {
    const request = this.signed({ response_type: 'code', access_type: 'offline' });
    this.states.add(request.get('state'));
    return { status: 302, location: `${this.esia}/aas/oauth2/ac?${request}` };
  }
  async back({ state, code }) {
    if (!this.states.has(state) || !code) return { status: 403 };
    const form = this.signed({ grant_type: 'authorization_code', code, token_type: 'Bearer' });
    this.token = (await this.ask('/aas/oauth2/te', form)).access_token;
    return this.me();
  }
  async me() {
    const claims = JSON.parse(Buffer.from(this.token.split('.')[1], 'base64url'));
    const person = await this.ask(`/rs/prns/${claims['urn:esia:sbj_id']}?embed=(contacts.elements)`);
    const emails = person.contacts.elements.filter((one) => one.vrfStu === 'VERIFIED').map((one) => one.value);
    return { status: person.trusted ? 200 : 403, json: { snils: person.snils, emails } };
  }
  async get(address) {
    const { pathname, searchParams } = new URL(address, CALLBACK);
    const answer = (async () => this[pathname.slice(1)](Object.fromEntries(searchParams)))();
    return answer.catch(({ status }) => ({ status: status === 401 ? 401 : 502 }));
  }
}
