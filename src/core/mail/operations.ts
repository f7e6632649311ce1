import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { mailTypes, type Mail, type MailType } from './model.js';
import type { MailCriteria } from './ports.js';
import { writeMail } from './write-mail.js';

/** What dialects can do with mail. */
export const operations = { 'customer.mail': writeMail };

/** A message. Faults: record-unknown. */
export const readMail: Operation<{ readonly id: number }, Mail> = {
  mode: 'read',
  *run({ tx }, { id }) {
    const mail = yield* tx.mail.find(id);
    if (!mail) throw new Fault('record-unknown', { key: id });
    return mail;
  },
};

/** Messages that fit, in order of id. */
export const listMail: Operation<MailCriteria, readonly Mail[]> = {
  mode: 'read',
  *run({ tx }, criteria) {
    return yield* tx.mail.list(criteria);
  },
};

/** The message, waiting to be sent as if it had never been tried, whatever became of it. Faults: record-unknown. */
export const sendAgain: Operation<{ readonly id: number }, Mail> = {
  mode: 'change',
  *run({ tx, clock }, { id }) {
    if (!(yield* tx.mail.find(id))) throw new Fault('record-unknown', { key: id });
    yield* tx.mail.restart(id, clock.now());
    return (yield* tx.mail.find(id)) as Mail;
  },
};

/** Which types of messages are written: all but those that were switched off. */
export type MailSwitches = Readonly<Record<MailType, boolean>>;

const switches = (off: readonly MailType[]): MailSwitches =>
  Object.fromEntries(mailTypes.map((type) => [type, !off.includes(type)])) as MailSwitches;

/** The switches of mail. */
export const readSwitches: Operation<object, MailSwitches> = {
  mode: 'read',
  *run({ tx }) {
    return switches(yield* tx.mail.switchedOff());
  },
};

/** Turns them; a type that is not named is on. */
export const replaceSwitches: Operation<Partial<MailSwitches>, MailSwitches> = {
  mode: 'change',
  *run({ tx, clock, actor }, wanted) {
    const off = mailTypes.filter((type) => wanted[type] === false);
    yield* tx.mail.setSwitchedOff(off);
    const patch = [['mail.off', off]] as const;
    yield* tx.happened({ ...actor, subject: 'settings', subjectId: 0, at: new Date(clock.now()).toISOString(), patch });
    return switches(off);
  },
};
