import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** Days are compared byte by byte. */
function day(knex: Knex, table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return isPostgres(knex) ? table.specificType(name, 'text collate "C"') : table.text(name);
}

async function plans(knex: Knex): Promise<void> {
  await knex.schema.createTable('payment_plans', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').index();
    table.integer('enabled').notNullable();
    day(knex, table, 'next_date');
    table.text('doc').notNullable();
  });
  await knex.raw('create unique index payment_plans_active on payment_plans (customer_id) where enabled = 1');
  await knex.raw('create index payment_plans_due on payment_plans (next_date, customer_id) where enabled = 1');
}

async function charges(knex: Knex): Promise<void> {
  await knex.schema.createTable('charges', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').index();
    table.integer('plan_id').references('payment_plans.id').index();
    table.integer('invoice_id').references('invoices.id').index();
    table.integer('payment_id').references('payments.id').index();
    table.text('charge_key').notNullable();
    table.integer('pending').notNullable();
    table.text('doc').notNullable();
  });
  await knex.raw('create unique index charges_key on charges (charge_key)');
  await knex.raw('create unique index charges_pending on charges (customer_id) where pending = 1');
}

/** Payment plans; what was asked of the payment gateway; how far ageing went; which jobs ran, and run, on which day. */
export async function up(knex: Knex): Promise<void> {
  await plans(knex);
  await charges(knex);
  await knex.schema.alterTable('customer_balances', (table) => {
    table.integer('aged_days');
    table.text('aged_status');
  });
  await knex.raw('drop index customer_balances_due');
  await knex.raw(
    'create index customer_balances_due on customer_balances (due_from, customer_id) where due_from is not null',
  );
  await knex.schema.createTable('job_runs', (table) => {
    table.text('job').notNullable();
    day(knex, table, 'day').notNullable();
    table.text('holder').notNullable();
    table.bigInteger('lease_until').notNullable();
    table.text('finished_at');
    table.primary(['job', 'day']);
  });
  // What was to be done before there were jobs is none of theirs.
  const today = new Date().toISOString();
  const since = { job: 'since', day: today.slice(0, 10), holder: '', lease_until: 0, finished_at: today };
  await knex('job_runs').insert(since);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index customer_balances_due');
  await knex.raw('create index customer_balances_due on customer_balances (due_from) where due_from is not null');
  await knex.schema.alterTable('customer_balances', (table) => {
    table.dropColumns('aged_days', 'aged_status');
  });
  for (const table of ['job_runs', 'charges', 'payment_plans']) await knex.schema.dropTable(table);
}
