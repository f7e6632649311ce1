import type { Engine } from './engine.js';
import { memoized } from './memoized.js';
import { ask, limitMarker, type Statement } from './statement.js';

/** Every column that holds what the vault has sealed, by table. */
const columns: Readonly<Record<string, string>> = { payment_methods: 'sealed', callbacks: 'secret' };

const columnOf = (table: string): string => columns[table] ?? '';

const list = memoized((table: string): Statement => ({
  name: `${table} sealed`,
  build: (q, p) =>
    q(table)
      .select('id', columnOf(table))
      .where('id', '>', p('after'))
      .whereNotNull(columnOf(table))
      .orderBy('id')
      .limit(limitMarker),
}));

const replace = memoized((table: string): Statement => ({
  name: `${table} sealed anew`,
  build: (q, p) =>
    q(table)
      .update({ [columnOf(table)]: p('text') })
      .where('id', p('id'))
      .where(columnOf(table), p('before')),
}));

/** Everything in the database that the vault has sealed, for keys to be rotated. */
export const createSealedTexts = (engine: Engine) => ({
  tables: Object.keys(columns),
  list: async (table: string, after: number, limit: number) =>
    engine.read(function* () {
      const rows = yield* ask(list(table), { after, limit });
      return rows.map(([id, text]) => ({ id: id as number, text: text as string }));
    }),
  replace: (table: string, { id, text: before }: { readonly id: number; readonly text: string }, text: string) =>
    engine.change(function* () {
      yield* ask(replace(table), { id, before, text });
    }),
});
