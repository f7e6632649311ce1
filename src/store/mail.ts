import type { Mail, MailState, MailType } from '../core/mail/model.js';
import type { MailRecords } from '../core/mail/ports.js';
import { isPostgres } from './insert.js';
import { markOf, setMark } from './marks.js';
import { ask, limitMarker, tell, type Row, type Statement } from './statement.js';

const columns = ['id', 'customer_id', 'state', 'attempts', 'doc'] as const;

const find: Statement = {
  name: 'mail find',
  build: (q, p) =>
    q('mails')
      .select(...columns)
      .where('id', p('id')),
};

const list = (state: boolean): Statement => ({
  name: state ? 'mails of state' : 'mails',
  build: (q, p) => {
    const page = q('mails')
      .select(...columns)
      .where('id', '>', p('after'));
    return (state ? page.where('state', p('state')) : page).orderBy('id').limit(limitMarker);
  },
});
const lists = { any: list(false), ofState: list(true) };

const insert: Statement = {
  name: 'mail insert',
  build: (q, p) =>
    q('mails')
      .insert(Object.fromEntries(['customer_id', 'state', 'attempts', 'due_at', 'doc'].map((name) => [name, p(name)])))
      .returning('id'),
};

/** What is claimed is due again when the lease ends, which is also what its claimant is known by. */
const claim: Statement = {
  name: 'mail claim',
  build: (q, p) => {
    const due = q('mails')
      .select('id')
      .where('state', 'waiting')
      .where('due_at', '<=', p('now'))
      .orderBy('due_at')
      .limit(limitMarker);
    return q('mails')
      .whereIn('id', isPostgres(q) ? due.forUpdate().skipLocked() : due)
      .update({ due_at: p('lease') })
      .returning([...columns]);
  },
};

const isDue: Statement = {
  name: 'mail due',
  build: (q, p) => q('mails').select('id').where('state', 'waiting').where('due_at', '<=', p('now')).limit(1),
};

const settle: Statement = {
  name: 'mail settle',
  build: (q, p) =>
    q('mails')
      .update({ state: p('state'), attempts: p('attempts'), due_at: p('due'), doc: p('doc') })
      .where('id', p('id'))
      .where('state', 'waiting')
      .where('due_at', p('lease')),
};

const restart: Statement = {
  name: 'mail restart',
  build: (q, p) =>
    q('mails')
      .update({ state: 'waiting', attempts: 0, due_at: p('due'), doc: p('doc') })
      .where('id', p('id')),
};

type Doc = Omit<Mail, 'id' | 'customerId' | 'state' | 'attempts'>;

const docOf = ({ id: _id, customerId: _whose, state: _state, attempts: _tries, ...doc }: Mail): string =>
  JSON.stringify(doc satisfies Doc);

const mailOf = ([id, customerId, state, attempts, doc]: Row): Mail => ({
  id: id as number,
  customerId: customerId as number,
  state: state as MailState,
  attempts: attempts as number,
  ...(JSON.parse(doc as string) as Doc),
});

const mark = 'mail-off';

/** Messages in the database. */
export const mailRecords: MailRecords = {
  *find(id) {
    const [row] = yield* ask(find, { id });
    return row && mailOf(row);
  },
  *list({ state, after, limit }) {
    return (yield* ask(state ? lists.ofState : lists.any, { state, after, limit })).map(mailOf);
  },
  *insert(mail) {
    const { customerId: customer_id, state, attempts, at } = mail;
    const due_at = state === 'waiting' ? Date.parse(at) : undefined;
    const [row] = yield* ask(insert, { customer_id, state, attempts, due_at, doc: docOf({ ...mail, id: 0 }) });
    return { ...mail, id: row?.[0] as number };
  },
  *isDue(now) {
    return (yield* ask(isDue, { now })).length > 0;
  },
  *claim(now, lease, limit) {
    return (yield* ask(claim, { now, lease, limit })).map((row) => ({ mail: mailOf(row), lease }));
  },
  *settle({ mail, lease }, { due, ...outcome }) {
    const { error: _before, ...before } = mail;
    const after = { ...before, ...outcome };
    const { id, state, attempts } = after;
    yield* tell(settle, { id, state, attempts, due, lease, doc: docOf(after) });
  },
  *restart(id, due) {
    const [row] = yield* ask(find, { id });
    if (!row) return;
    const { error: _error, finishedAt: _finished, ...mail } = mailOf(row);
    yield* tell(restart, { id, due, doc: docOf(mail) });
  },
  *switchedOff() {
    return JSON.parse((yield* markOf(mark)) ?? '[]') as readonly MailType[];
  },
  setSwitchedOff: (types) => setMark(mark, JSON.stringify(types)),
};
