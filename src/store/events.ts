import type { Work } from '../core/change.js';
import type { Happening } from '../core/events.js';
import { ask, type Statement } from './statement.js';

const columns = ['at', 'actor', 'channel', 'operation', 'subject', 'subject_id', 'patch'] as const;

const append: Statement = {
  name: 'event append',
  build: (q, p) => q('events').insert(Object.fromEntries(columns.map((name) => [name, p(name)]))),
};

/** Appends an event; a value taken away is kept as null. */
export function* happened({ name, subjectId, patch, ...rest }: Happening): Work<void> {
  const kept = JSON.stringify(patch.map(([path, value]) => [path, value ?? null]));
  yield* ask(append, { ...rest, actor: name, subject_id: subjectId, patch: kept });
}
