import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** Instants are written in one form, so that comparing them byte by byte is comparing times. */
const instant = (knex: Knex, table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder =>
  isPostgres(knex) ? table.specificType(name, 'text collate "C"') : table.text(name);

async function transitions(knex: Knex): Promise<void> {
  await knex.schema.createTable('transitions', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').onDelete('CASCADE').index();
    instant(knex, table, 'at').notNullable();
    table.text('doc').notNullable();
    table.index(['at', 'id']);
  });
}

async function callbacks(knex: Knex): Promise<void> {
  await knex.schema.createTable('callbacks', (table) => {
    table.increments('id');
    table.text('dialect').notNullable();
    table.text('url').notNullable();
    table.text('secret');
    table.text('created_at').notNullable();
  });
  await knex.schema.createTable('callback_events', (table) => {
    table.integer('callback_id').notNullable().references('callbacks.id').onDelete('CASCADE');
    table.text('event').notNullable();
    table.primary(['callback_id', 'event']);
    table.index(['event']);
  });
}

/** What waits has a time from when on it is tried, but only the first one of a customer; the others wait behind it. */
async function deliveries(knex: Knex): Promise<void> {
  await knex.schema.createTable('deliveries', (table) => {
    table.increments('id');
    table.integer('callback_id').notNullable().references('callbacks.id').onDelete('CASCADE');
    table.integer('customer_id').notNullable();
    table.text('event').notNullable();
    table.text('at').notNullable();
    table.text('state').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at');
    table.bigInteger('finished_at');
    table.text('error');
    table.text('notice').notNullable();
    table.index(['state', 'id']);
    table.index(['state', 'finished_at']);
    table.index(['callback_id', 'id']);
  });
  await knex.raw(
    `create index deliveries_due on deliveries (callback_id, due_at) where state = 'waiting' and due_at is not null`,
  );
  await knex.raw(`create index deliveries_behind on deliveries (callback_id, customer_id, id) where state = 'waiting'`);
}

/** Changes of status; who is to be told of what happens, and what is to be delivered to them. */
export async function up(knex: Knex): Promise<void> {
  await transitions(knex);
  await callbacks(knex);
  await deliveries(knex);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['deliveries', 'callback_events', 'callbacks', 'transitions']) {
    await knex.schema.dropTable(table);
  }
}
