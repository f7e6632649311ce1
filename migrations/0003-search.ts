import type { Knex } from 'knex';

const isPostgres = (knex: Knex): boolean => (knex.client as { readonly driverName: string }).driverName === 'pg';

/** Key columns hold folded text and are compared byte by byte. */
function keyText(knex: Knex, table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return isPostgres(knex) ? table.specificType(name, 'text collate "C"') : table.text(name);
}

async function tables(knex: Knex): Promise<void> {
  await knex.schema.createTable('service_numbers', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    keyText(knex, table, 'number_key').notNullable();
    keyText(knex, table, 'text_key').notNullable();
    table.text('disconnected_at');
    table.text('doc').notNullable();
  });
  await knex.raw(
    'create unique index service_numbers_number on service_numbers (number_key) where disconnected_at is null',
  );
  await knex.raw('create index service_numbers_customer on service_numbers (customer_id, disconnected_at, text_key)');
  await knex.schema.createTable('customer_names', (table) => {
    table.integer('id').primary().references('customers.id');
    keyText(knex, table, 'shown_key').notNullable();
    keyText(knex, table, 'whole_key');
  });
}

interface Contact {
  readonly first?: string;
  readonly last?: string;
}

interface Doc {
  readonly name?: string;
  readonly contacts?: { readonly primary?: Contact; readonly billing?: Contact };
}

/** What a customer was called, and how texts were folded, when this was written. */
function nameRow({ id, doc }: { readonly id: number; readonly doc: string }) {
  const { name, contacts } = JSON.parse(doc) as Doc;
  const person = (member: keyof Contact) => contacts?.primary?.[member] ?? contacts?.billing?.[member];
  const shown = name || [person('first'), person('last')].filter(Boolean).join(' ') || `#${id}`;
  const whole = shown.toLowerCase().normalize('NFC').replaceAll('ς', 'σ').trimEnd();
  const key = [...whole].slice(0, 200).join('');
  return { id, shown_key: key, whole_key: key === whole ? null : whole };
}

/** As many rows as SQLite takes at once. */
const portion = 400;

async function fill(knex: Knex): Promise<void> {
  for (let last = 0; ;) {
    const rows = (await knex('customers')
      .select('id', 'doc')
      .whereNull('removed_at')
      .where('id', '>', last)
      .orderBy('id')
      .limit(portion)) as { readonly id: number; readonly doc: string }[];
    if (rows.length === 0) return;
    await knex('customer_names').insert(rows.map(nameRow));
    last = rows.at(-1)?.id ?? 0;
  }
}

/** Trigrams; PostgreSQL keeps such an index by itself. */
async function postgresIndexes(knex: Knex): Promise<void> {
  await knex.raw('create extension if not exists pg_trgm');
  await knex.raw(
    'create index customer_names_text on customer_names using gin (coalesce(whole_key, shown_key) gin_trgm_ops)',
  );
  await knex.raw(
    `create index service_numbers_text on service_numbers using gin (text_key gin_trgm_ops)
     where disconnected_at is null`,
  );
}

const texts = { customer_text: 'customer_terms', number_text: 'number_terms' } as const;

/**
 * In SQLite the texts themselves stay in their tables, and what was found is looked up there. They are folded already.
 * Segments are merged by the program between writes; only very many of them are merged at once.
 */
async function sqliteIndexes(knex: Knex): Promise<void> {
  for (const [text, terms] of Object.entries(texts)) {
    await knex.raw(
      `create virtual table ${text} using fts5(text, content = '', contentless_delete = 1, columnsize = 1,
         detail = none, tokenize = 'trigram case_sensitive 1')`,
    );
    await knex.raw(`create virtual table ${terms} using fts5vocab(${text}, instance)`);
    await knex.raw(`insert into ${text} (${text}, rank) values ('automerge', 0), ('crisismerge', 64)`);
  }
  await knex.raw(
    `insert into customer_text (rowid, text)
     select id, coalesce(whole_key, shown_key) || '  ' from customer_names order by id`,
  );
  await knex.raw("insert into customer_text (customer_text) values ('optimize')");
}

/** Service numbers; the names customers are shown, sorted and searched by; an index of the parts of both. */
export async function up(knex: Knex): Promise<void> {
  await tables(knex);
  await fill(knex);
  await knex.raw('create index customer_names_shown on customer_names (shown_key, id)');
  await (isPostgres(knex) ? postgresIndexes(knex) : sqliteIndexes(knex));
}

export async function down(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) for (const name of Object.entries(texts).flat().reverse()) await knex.schema.dropTable(name);
  await knex.schema.dropTable('customer_names');
  await knex.schema.dropTable('service_numbers');
}
