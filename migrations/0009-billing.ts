import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** Key columns hold folded text and are compared byte by byte. */
function keyText(knex: Knex, table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return isPostgres(knex) ? table.specificType(name, 'text collate "C"') : table.text(name);
}

/** A table of what customers order, owe or pay, and what its rows refer to besides. */
async function bills(knex: Knex, name: string, refersTo?: readonly [column: string, table: string]): Promise<void> {
  await knex.schema.createTable(name, (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').index();
    if (refersTo) table.integer(refersTo[0]).references(`${refersTo[1]}.id`).index();
    keyText(knex, table, 'reference_key');
    table.text('doc').notNullable();
  });
  await knex.raw(`create unique index ${name}_reference on ${name} (reference_key) where reference_key is not null`);
}

/** Orders, invoices and payments; and for each customer what they come to, with the day the first open invoice is due. */
export async function up(knex: Knex): Promise<void> {
  await bills(knex, 'orders');
  await bills(knex, 'invoices', ['order_id', 'orders']);
  await bills(knex, 'payments', ['invoice_id', 'invoices']);
  await knex.schema.createTable('customer_balances', (table) => {
    table.integer('customer_id').primary().references('customers.id');
    table.text('financials').notNullable();
    table.text('open_invoices').notNullable();
    keyText(knex, table, 'due_from');
  });
  await knex.raw('create index customer_balances_due on customer_balances (due_from) where due_from is not null');
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['customer_balances', 'payments', 'invoices', 'orders']) await knex.schema.dropTable(table);
}
