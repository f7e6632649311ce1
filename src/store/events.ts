import type { Work } from '../core/change.js';
import type { Happening } from '../core/events.js';
import { ask, type Statement } from './statement.js';

const columns = ['at', 'actor', 'channel', 'operation', 'subject', 'subject_id', 'patch'] as const;

const append: Statement = {
  name: 'event append',
  build: (q, _p, row) =>
    q('events')
      .insert(row('events', columns))
      // One statement less where nobody listens, which is the usual thing.
      .returning(q.raw('exists (select 1 from callbacks)') as never),
  several: true,
};

/**
 * Appends an event; a value taken away is kept as null, as JSON has it. Answers whether anybody is registered to be told of
 * anything.
 */
export function* happened({ subjectId, patch, name, ...rest }: Happening): Work<boolean> {
  const [row] = yield* ask(append, { actor: name, subject_id: subjectId, patch: JSON.stringify(patch), ...rest });
  return Boolean(row?.[0]);
}
