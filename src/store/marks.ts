import type { Work } from '../core/change.js';
import { ask, type Statement } from './statement.js';

const read: Statement = { name: 'mark read', build: (q, p) => q('marks').select('value').where('name', p('name')) };

const write: Statement = {
  name: 'mark write',
  build: (q, p) =>
    q('marks')
      .insert({ name: p('name'), value: p('value') })
      .onConflict('name')
      .merge(),
};

/** What is known about the database as a whole, such as that the demo filled it. */
export function* markOf(name: string): Work<string | undefined> {
  const [row] = yield* ask(read, { name });
  return row?.[0] as string | undefined;
}

/** Sets a mark. */
export function* setMark(name: string, value: string): Work<void> {
  yield* ask(write, { name, value });
}
