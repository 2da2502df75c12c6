// What the tested system and browsers sent to a stand.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { NotMet } from './errors.js';

/** Requests of the journal that fit; asked for when they are looked at. */
export class Requests {
  #call;
  #wanted;

  constructor(call, wanted) {
    this.#call = call;
    this.#wanted = wanted;
  }

  /** From the oldest on; waits so many seconds for one if there is none. */
  async list({ wait, limit = 1000 } = {}) {
    return (await this.#call('GET', '/requests', undefined, { ...this.#wanted, wait, limit })).requests;
  }

  /** Fails with the near misses if there are not so many: `count`, or `min` and `max`; one at least by itself. */
  async expect({ count, min, max, within, settle } = {}) {
    const bounds = count === undefined && (min !== undefined || max !== undefined) ? { min, max } : count;
    const expected = { ...this.#wanted, count: bounds, within, settle };
    const answer = await this.#call('POST', '/requests/expect', expected);
    if (!answer.met) throw new NotMet(expected, answer);
  }
}

/** The journal for people: a line a request, below a refusal its cause and cure; then why calls were refused. */
export function asText(requests, refusals) {
  const lines = [];
  for (const { n, status, at, method, path, client, person, login, fault, refused } of requests) {
    const who = [client, person, login].filter(Boolean).join(' ');
    lines.push(`#${n} ${status} ${at}  ${method} ${path}  ${who}${fault ? `  fault ${fault}` : ''}`.trimEnd());
    if (refused) lines.push(...why('refused', refused));
  }
  for (const refusal of refusals) lines.push(...why(`a call was refused at ${refusal.station}`, refusal));
  return lines.join('\n') || 'nothing was sent to the stand';
}

function why(what, { code, reason_id, reason, cure }) {
  const told = `    ${what}: ${code} ${reason_id}: ${reason}`;
  return cure ? [told, `    cure: ${cure}`] : [told];
}

/** Runs a test; if it fails, its error tells the journal of these stands as well. */
export async function withJournal(stands, test) {
  try {
    return await test();
  } catch (error) {
    if (error instanceof Error) await tell(error, [stands].flat());
    throw error;
  }
}

/** Lets an error tell the journal; with ESIA_MOCK_KEEP the requests are kept in that folder, decoded. */
export async function tell(error, stands, name = 'test') {
  for (const stand of stands) {
    const text = `\n\nesia-mock journal, ${stand.url}\n${await told(stand, name).catch((failed) => `cannot be read: ${failed.message}`)}`;
    const { stack } = error;
    error.message += text;
    error.stack = `${stack}${text}`;
  }
}

async function told(stand, name) {
  const journal = await stand.journal();
  const folder = process.env.ESIA_MOCK_KEEP;
  if (!folder) return journal;
  const file = path.join(folder, `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}-${stand.name}-${stand.since}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, await stand.keep());
  return `${journal}\nkept in ${file}`;
}
