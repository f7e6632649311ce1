import type { Knex } from 'knex';

/** Whether statements are being written for PostgreSQL. */
export const isPostgres = (q: Knex): boolean => (q.client as { readonly driverName: string }).driverName === 'pg';

/** A query of a statement that answers the id of the row it writes. */
export const answeringId = (q: Knex, query: Knex.QueryBuilder): Knex.QueryBuilder =>
  isPostgres(q) ? query.returning('id') : query;

/** Inserts a row under the id it brings, and answers it. SQLite goes on from there by itself; PostgreSQL has to be told. */
export function insertWithId(q: Knex, table: string, values: object): Knex.QueryBuilder {
  const insert = answeringId(q, q(table).insert(values));
  if (!isPostgres(q)) return insert;
  const sequence = `${table}_id_seq`;
  const advance = q.raw('setval(?::regclass, greatest(id, (select last_value from ??)))', [sequence, sequence]);
  return q.with('made', insert).from('made').select('id', advance);
}
