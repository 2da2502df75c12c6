// esia-mock, a mock ЕСИА / Госуслуги, in tests of JavaScript.

export { EsiaMockError, NotMet, WrongCall } from './lib/errors.js';
export { Fault } from './lib/faults.js';
export { Clock } from './lib/clock.js';
export { Requests, withJournal } from './lib/journal.js';
export { Inbox, Outbox } from './lib/outbox.js';
export { EsiaMock } from './lib/server.js';
export { Stand } from './lib/stand.js';
export { Person, SignIn } from './lib/values.js';
