import type { Knex } from 'knex';

const live = 'removed_at is null';

/** Key columns hold folded text; comparing them byte by byte keeps prefix ranges right in every database. */
const keyText = (knex: Knex, table: Knex.CreateTableBuilder, name: string): void => {
  if ((knex.client as { readonly driverName: string }).driverName === 'pg')
    table.specificType(name, 'text collate "C"');
  else table.text(name);
};

async function customers(knex: Knex): Promise<void> {
  await knex.schema.createTable('users', (table) => {
    table.increments('id');
    table.text('doc').notNullable();
  });
  await knex.schema.createTable('customers', (table) => {
    table.increments('id');
    table.integer('version').notNullable();
    table.text('created_at').notNullable();
    table.text('updated_at');
    table.text('removed_at');
    for (const name of ['number_key', 'reference_key', 'source_table_key', 'phone_key']) keyText(knex, table, name);
    for (const name of ['name_key', 'first_key', 'last_key']) keyText(knex, table, name);
    table.integer('source_id');
    table.integer('user_id').references('users.id');
    table.text('doc').notNullable();
  });
  await knex.raw(`create unique index customers_number on customers (number_key) where ${live}`);
  await knex.raw('create index customers_number_ever on customers (number_key) where removed_at is not null');
  await knex.raw(
    `create unique index customers_reference on customers (reference_key) where ${live} and reference_key is not null`,
  );
  await knex.raw(
    `create unique index customers_source on customers (source_table_key, source_id)
     where ${live} and source_table_key is not null`,
  );
  for (const key of ['phone', 'name', 'first', 'last']) {
    await knex.raw(`create index customers_${key} on customers (${key}_key) where ${live} and ${key}_key is not null`);
  }
}

async function network(knex: Knex): Promise<void> {
  for (const name of ['structures', 'line_cards']) {
    await knex.schema.createTable(name, (table) => {
      table.increments('id');
      if (name === 'structures') table.integer('parent_id').references('structures.id').index();
      table.text('doc').notNullable();
    });
  }
  await knex.schema.createTable('customer_structures', (table) => {
    table.integer('customer_id').notNullable().references('customers.id');
    table.integer('structure_id').notNullable().references('structures.id').index();
    table.primary(['customer_id', 'structure_id']);
  });
  await knex.schema.createTable('services', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id').index();
    table.integer('line_card_id').references('line_cards.id').index();
    keyText(knex, table, 'phone_key');
    table.text('disconnected_at');
    table.text('doc').notNullable();
  });
  await knex.raw(
    `create unique index services_phone on services (phone_key)
     where disconnected_at is null and phone_key is not null`,
  );
  await knex.schema.createTable('features', (table) => {
    table.increments('id');
    table.integer('service_id').notNullable().references('services.id').index();
    table.text('disconnected_at');
    table.text('doc').notNullable();
  });
}

async function housekeeping(knex: Knex): Promise<void> {
  await knex.schema.createTable('events', (table) => {
    table.increments('id');
    table.text('at').notNullable();
    table.text('actor').notNullable();
    table.text('channel').notNullable();
    table.text('operation').notNullable();
    table.text('subject').notNullable();
    table.integer('subject_id').notNullable();
    table.text('patch').notNullable();
    table.index(['subject', 'subject_id']);
  });
  await knex.schema.createTable('accounts', (table) => {
    table.increments('id');
    table.text('dialect').notNullable();
    table.text('name').notNullable();
    table.text('password_hash').notNullable();
    table.text('groups').notNullable();
    table.text('created_at').notNullable();
    table.text('revoked_at');
  });
  await knex.raw('create unique index accounts_name on accounts (dialect, name) where revoked_at is null');
  await knex.schema.createTable('login_failures', (table) => {
    table.text('key').primary();
    table.integer('points').notNullable().defaultTo(0);
    table.bigInteger('expire');
  });
  await knex.schema.createTable('marks', (table) => {
    table.text('name').primary();
    table.text('value').notNullable();
  });
}

/** Customers, the network that serves them, the users who look after them; events, accounts and marks. */
export async function up(knex: Knex): Promise<void> {
  await customers(knex);
  await network(knex);
  await housekeeping(knex);
}

export async function down(knex: Knex): Promise<void> {
  const tables = ['marks', 'login_failures', 'accounts', 'events', 'features', 'services', 'customer_structures'];
  for (const table of [...tables, 'structures', 'line_cards', 'customers', 'users']) await knex.schema.dropTable(table);
}
