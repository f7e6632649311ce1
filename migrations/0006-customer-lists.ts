import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** Key columns hold folded text and are compared byte by byte. */
function keyText(knex: Knex, table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return isPostgres(knex) ? table.specificType(name, 'text collate "C"') : table.text(name);
}

/** The logins of customers' contacts; they go with the customer. */
async function logins(knex: Knex): Promise<void> {
  await knex.schema.createTable('contact_logins', (table) => {
    table.integer('customer_id').notNullable().references('customers.id').onDelete('CASCADE');
    table.text('role').notNullable();
    keyText(knex, table, 'login_key').notNullable();
    table.text('password_hash');
    table.primary(['customer_id', 'role']);
  });
  await knex.raw('create unique index contact_logins_key on contact_logins (login_key)');
}

/** Logins of contacts. */
export async function up(knex: Knex): Promise<void> {
  await logins(knex);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('contact_logins');
}
