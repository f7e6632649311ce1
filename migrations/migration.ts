import type { Knex } from 'knex';

/** A step of the schema, with the way back. Its name is kept in the database and carries no file extension. */
export interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}
