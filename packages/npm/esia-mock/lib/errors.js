// What can go wrong between a test and the stand.

/** The program is not there, does not start, or does not fit this package. */
export class EsiaMockError extends Error {
  name = 'EsiaMockError';
}

/** The stand has refused a call of the tester's API; `problem` is what it has answered (RFC 9457). */
export class WrongCall extends EsiaMockError {
  name = 'WrongCall';

  constructor(call, status, problem) {
    const places = (problem.errors ?? []).map(({ pointer }) => pointer).filter(Boolean);
    super(`${call}: ${places.length ? `${places.join(', ')}: ` : ''}${problem.detail ?? problem.title ?? status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** The journal is not as expected; `near_misses` are the requests that differ in little. */
export class NotMet extends Error {
  name = 'NotMet';

  constructor(expected, { count, near_misses = [] }) {
    const miss = ({ n, request, differs }) => `  #${n} ${request.method} ${request.path} differs in ${differs.join(', ')}`;
    super([`expected ${JSON.stringify(expected)}, but ${count} requests fit`, ...near_misses.map(miss)].join('\n'));
    this.count = count;
    this.near_misses = near_misses;
  }
}
