// Calls of the tester's API over HTTP.

import { EsiaMockError, WrongCall } from './errors.js';

// Longer than the minute for which a call may wait.
const TIMEOUT_MS = 90_000;

/** A value as one segment of a path. */
export const segment = (value) => encodeURIComponent(String(value));

/** What makes the calls of one stand; `controlUrl` is where they begin. */
export function makeApi(controlUrl, token) {
  const base = controlUrl.replace(/\/+$/, '');

  /** One call. Bytes are sent as an archive, anything else as JSON; the answer is what its type says. */
  async function call(method, path, body, query = {}) {
    const headers = { accept: 'application/json' };
    if (token) headers.authorization = `Bearer ${token}`;
    const archive = body instanceof Uint8Array;
    if (body !== undefined) headers['content-type'] = archive ? 'application/zip' : 'application/json';
    const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
    const address = `${base}${path}${said.length ? `?${new URLSearchParams(said)}` : ''}`;
    const sent = archive || body === undefined ? body : JSON.stringify(body);
    let answer;
    try {
      answer = await fetch(address, { method, headers, body: sent, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw new EsiaMockError(`${method} ${address}: ${error.cause?.message ?? error.message}`, { cause: error });
    }
    return read(`${method} ${path}`, answer);
  }
  return Object.assign(call, { controlUrl: base, token });
}

async function read(call, answer) {
  const kind = answer.headers.get('content-type') ?? '';
  if (kind.includes('zip')) return new Uint8Array(await answer.arrayBuffer());
  const text = await answer.text();
  const said = /json/.test(kind) ? JSON.parse(text) : text;
  if (!answer.ok) throw new WrongCall(call, answer.status, typeof said === 'object' ? said : { detail: `HTTP ${answer.status} ${said}` });
  return said === '' ? undefined : said;
}
