import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

const copied = {
  sqlite: {
    value: `select json_set(doc, '$.currency', json_extract(e.value, '$.currency')) from json_each(doc, '$.extras') e
            where json_extract(e.value, '$.currency') is not null`,
    dropped: `json_remove(doc, '$.currency')`,
  },
  postgres: {
    value: `select jsonb_set(doc::jsonb, '{currency}', e.value -> 'currency')::text from jsonb_each(doc::jsonb -> 'extras') e
            where e.value -> 'currency' is not null`,
    dropped: `(doc::jsonb - 'currency')::text`,
  },
};

/**
 * A customer's currency is that of what it is charged, and no dialect's own any more. The one dialect that had it keeps
 * it as it was, for the way back.
 */
export async function up(knex: Knex): Promise<void> {
  const { value } = copied[isPostgres(knex) ? 'postgres' : 'sqlite'];
  await knex.raw(`update customers set doc = (${value} limit 1) where exists (${value})`);
}

export async function down(knex: Knex): Promise<void> {
  const { dropped } = copied[isPostgres(knex) ? 'postgres' : 'sqlite'];
  await knex.raw(`update customers set doc = ${dropped} where doc like '%"currency"%'`);
}
