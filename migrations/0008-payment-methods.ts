import type { Knex } from 'knex';

/** What customers pay with: the shown part as a document, secrets sealed. They go with their customer. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payment_methods', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').onDelete('CASCADE');
    table.integer('preference').notNullable();
    table.text('doc').notNullable();
    table.text('sealed');
    table.unique(['customer_id', 'preference']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payment_methods');
}
