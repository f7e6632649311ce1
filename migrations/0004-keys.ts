import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** The account number of every customer: the one that was given, else the id in ten digits. */
async function accountNumbers(knex: Knex): Promise<void> {
  const [made, kept] = isPostgres(knex)
    ? ["lpad(cast(id as text), 10, '0')", 'text collate "C" generated always']
    : ["printf('%010d', id)", 'text generated always'];
  await knex.raw('alter table customers add column account_number text');
  await knex.raw(
    `alter table customers add column account_key ${kept} as (coalesce(account_number, ${made}))
     ${isPostgres(knex) ? 'stored' : 'virtual'}`,
  );
  await knex.raw('create unique index customers_account on customers (account_key) where removed_at is null');
}

/** Account numbers of customers; accounts that log in with a key, of which only a keyed hash is kept. */
export async function up(knex: Knex): Promise<void> {
  await accountNumbers(knex);
  await knex.raw('alter table accounts add column key_hash text');
  await knex.raw(
    `create unique index accounts_key on accounts (dialect, key_hash)
     where revoked_at is null and key_hash is not null`,
  );
}

/** Without their column, logins by key would be logins without a password: they are ended. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('update accounts set revoked_at = created_at where revoked_at is null and key_hash is not null');
  await knex.raw('drop index accounts_key');
  await knex.raw('alter table accounts drop column key_hash');
  await knex.raw('drop index customers_account');
  await knex.raw('alter table customers drop column account_key');
  await knex.raw('alter table customers drop column account_number');
}
