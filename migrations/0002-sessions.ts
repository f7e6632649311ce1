import type { Knex } from 'knex';

/** Sessions, by the hash of their id; and the customers an account may reach. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('accounts', (table) => {
    table.text('customers');
  });
  await knex.schema.createTable('sessions', (table) => {
    table.text('hash').primary();
    table.text('dialect').notNullable();
    table.text('name').notNullable();
    table.integer('account_id').references('accounts.id');
    table.bigInteger('expires_at').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sessions');
  await knex.schema.alterTable('accounts', (table) => {
    table.dropColumn('customers');
  });
}
