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

const roles = ['primary', 'billing', 'sales'] as const;

interface Doc {
  readonly status?: string;
  readonly externalReference?: string;
  readonly contacts?: {
    readonly [R in (typeof roles)[number]]?: {
      readonly first?: string;
      readonly last?: string;
      readonly email?: string;
    };
  };
}

const folded = (text: string): string => text.toLowerCase().normalize('NFC').replaceAll('ς', 'σ').trimEnd();

/** What a customer was found by besides its shown name when this was written. */
function otherKey({ externalReference = '', contacts = {} }: Doc, name: string): string | null {
  const texts = [externalReference];
  for (const role of roles) {
    const contact = contacts[role];
    if (!contact) continue;
    const { first = contacts.primary?.first ?? '', last = contacts.primary?.last ?? '', email = '' } = contact;
    texts.push(first === '' || last === '' ? first + last : `${first} ${last}`, email);
  }
  const keys = new Set(texts.map(folded).filter((text) => text !== '' && !name.includes(text)));
  return keys.size === 0 ? null : [...keys].join('\n');
}

interface Kept {
  readonly id: number;
  readonly doc: string;
  readonly name: string | null;
}

const portion = 400;

async function fill(knex: Knex): Promise<void> {
  for (let last = 0; ;) {
    const rows = (await knex('customers')
      .leftJoin('customer_names', 'customer_names.id', 'customers.id')
      .select('customers.id', 'doc', knex.raw('coalesce(whole_key, shown_key) as name'))
      .where('customers.id', '>', last)
      .orderBy('customers.id')
      .limit(portion)) as Kept[];
    if (rows.length === 0) return;
    for (const { id, doc, name } of rows) {
      const customer = JSON.parse(doc) as Doc;
      await knex('customers')
        .where({ id })
        .update({ status: customer.status ?? 'active' });
      const other = name === null ? null : otherKey(customer, name);
      if (other !== null) await knex('customer_names').where({ id }).update({ other_key: other });
    }
    last = rows.at(-1)?.id ?? 0;
  }
}

/**
 * What is due to be indexed: the program does it a little later, since nobody who writes has to wait for that. How a
 * statement goes on after a conflict holds in its triggers too: they cannot say "or ignore" themselves.
 */
async function due(knex: Knex): Promise<void> {
  await knex.raw('create table customer_other_due (id integer primary key)');
  const events = [
    ['insert', 'insert', 'new', 'new.other_key is not null'],
    ['update', 'update of other_key', 'new', 'new.other_key is not old.other_key'],
    ['delete', 'delete', 'old', 'old.other_key is not null'],
  ] as const;
  for (const [name, event, row, condition] of events) {
    await knex.raw(
      `create trigger customer_other_${name} after ${event} on customer_names when ${condition} begin
         insert into customer_other_due (id)
         select ${row}.id where not exists (select 1 from customer_other_due where id = ${row}.id);
       end`,
    );
  }
}

/** Trigrams, as those of names; PostgreSQL keeps such an index by itself. */
async function textIndex(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.raw('create index customer_names_other on customer_names using gin (other_key gin_trgm_ops)');
    return;
  }
  await knex.raw(
    `create virtual table customer_other using fts5(text, content = '', contentless_delete = 1, columnsize = 1,
       detail = none, tokenize = 'trigram case_sensitive 1')`,
  );
  await knex.raw('create virtual table customer_other_terms using fts5vocab(customer_other, instance)');
  await knex.raw("insert into customer_other (customer_other, rank) values ('automerge', 0), ('crisismerge', 64)");
  await knex.raw(
    `insert into customer_other (rowid, text)
     select id, other_key || '  ' from customer_names where other_key is not null order by id`,
  );
  await knex.raw("insert into customer_other (customer_other) values ('optimize')");
  await due(knex);
}

/** In SQLite every index ends in the id. Most customers are active: an index of those would find nobody sooner. */
async function orders(knex: Knex): Promise<void> {
  const id = isPostgres(knex) ? ', id' : '';
  await knex.raw(`create index customers_created on customers (created_at${id}) where removed_at is null`);
  await knex.raw(
    `create index customers_status on customers (status, created_at${id})
     where removed_at is null and status <> 'active'`,
  );
  await knex.raw(
    'create index customers_updated on customers (updated_at) where removed_at is null and updated_at is not null',
  );
}

/** Logins of contacts; what customers are listed, ordered and found by. */
export async function up(knex: Knex): Promise<void> {
  await logins(knex);
  await knex.raw('alter table customers add column status text');
  await knex.raw(`alter table customer_names add column other_key text${isPostgres(knex) ? ' collate "C"' : ''}`);
  await fill(knex);
  await orders(knex);
  await textIndex(knex);
}

export async function down(knex: Knex): Promise<void> {
  for (const index of ['customers_updated', 'customers_status', 'customers_created']) {
    await knex.raw(`drop index ${index}`);
  }
  if (isPostgres(knex)) await knex.raw('drop index customer_names_other');
  else {
    for (const event of ['insert', 'update', 'delete']) await knex.raw(`drop trigger customer_other_${event}`);
    for (const table of ['customer_other_due', 'customer_other_terms', 'customer_other']) {
      await knex.schema.dropTable(table);
    }
  }
  await knex.raw('alter table customer_names drop column other_key');
  await knex.raw('alter table customers drop column status');
  await knex.schema.dropTable('contact_logins');
}
