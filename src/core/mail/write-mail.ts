import { Fault } from '../fault.js';
import type { Operation, Procedure } from '../operation.js';
import { occasion, type MailRequest } from './occasion.js';
import type { Mail } from './model.js';

/** Keeps a message, and the fact that it was written. Its text is in no event. */
const keep: Operation<Omit<Mail, 'id' | 'at' | 'attempts'>, Mail> = {
  mode: 'change',
  *run({ tx, clock, actor }, letter) {
    const at = new Date(clock.now()).toISOString();
    const mail = yield* tx.mail.insert({ ...letter, at, attempts: 0 });
    const { id, type, customerId } = mail;
    const patch = [['mail', { id, type }]] as const;
    yield* tx.happened({ ...actor, subject: 'customers', subjectId: customerId, at, patch });
    return mail;
  },
};

/** What an address for mail looks like; whether it works, only sending tells. */
const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/**
 * Writes a message to the customer's billing e-mail address, or the primary one; it is sent in the background where
 * messages are sent at all, else kept to be read. Faults: those of `occasion`; invalid for a customer without an address.
 */
export const writeMail: Procedure<MailRequest, Mail> = {
  mode: 'procedure',
  run: async (desk, request) => {
    const { scribe } = desk.outside;
    const about = await desk.perform(occasion, request);
    const { type, customer } = about;
    const to = (customer.contacts?.billing?.email || customer.contacts?.primary?.email || '').trim();
    if (!address.test(to)) throw new Fault('invalid', { problems: [{ member: 'email', rule: 'required' }] });
    if (!scribe) throw new Error('nobody writes messages here');
    const letter = await scribe.letter(about);
    return desk.perform(keep, {
      ...letter,
      type,
      to,
      customerId: customer.id,
      state: scribe.sends ? 'waiting' : 'kept',
    });
  },
};
