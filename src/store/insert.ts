import type { Knex } from 'knex';

/** Whether statements are being written for PostgreSQL. */
export const isPostgres = (q: Knex): boolean => (q.client as { readonly driverName: string }).driverName === 'pg';

/** Inserts a row under the id it brings, and answers it. SQLite goes on from there by itself; PostgreSQL has to be told. */
export function insertWithId(q: Knex, table: string, values: object): Knex.QueryBuilder {
  const insert = q(table).insert(values).returning('id');
  if (!isPostgres(q)) return insert;
  const sequence = `${table}_id_seq`;
  const advance = q.raw('setval(?::regclass, greatest(id, (select last_value from ??)))', [sequence, sequence]);
  return q.with('made', insert).from('made').select('id', advance);
}
