import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** In the order in which they can be dropped backwards. */
const codeTables = [
  ...['customer_types', 'salespeople', 'payment_terms', 'branches'],
  ...['customer_groups', 'collection_statuses', 'customer_relations', 'master_accounts'],
];

/** Tables of codes, and the bills of customers. */
export async function up(knex: Knex): Promise<void> {
  for (const name of codeTables) {
    await knex.schema.createTable(name, (table) => {
      table.increments('id');
      if (isPostgres(knex)) table.specificType('code_key', 'text collate "C"').notNullable();
      else table.text('code_key').notNullable();
      if (name === 'master_accounts') table.integer('customer_id').references('customers.id').index();
      table.text('doc').notNullable();
    });
    await knex.raw(`create unique index ${name}_code on ${name} (code_key)`);
  }
  await knex.schema.createTable('bills', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').index();
    table.text('doc').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['bills', ...codeTables.toReversed()]) await knex.schema.dropTable(table);
}
