import type { Knex } from 'knex';
import type { Marker } from './statement.js';

/** Deletes the rows whose column has this value, and answers it for each of them; knex does so for PostgreSQL only. */
export const deletion = (q: Knex, table: string, column: string, value: Marker): Knex.Raw =>
  q.raw('delete from ?? where ?? = ? returning ??', [table, column, value, column]);
