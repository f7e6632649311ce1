import type { Knex } from 'knex';

/** Messages to customers, on their way or to be read. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('mails', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').onDelete('CASCADE').index();
    table.text('state').notNullable();
    table.integer('attempts').notNullable();
    // When it is tried next, or until when somebody has it: milliseconds.
    table.bigInteger('due_at');
    table.text('doc').notNullable();
  });
  await knex.raw("create index mails_due on mails (due_at) where state = 'waiting'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('mails');
}
