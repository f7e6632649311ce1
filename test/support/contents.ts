import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** What a database holds, a digest for each table: equal where nothing was changed. */
export type Contents = Readonly<Record<string, string>>;

/** Somebody else's look at a database, on a connection of its own. */
export interface View {
  contents(): Promise<Contents>;
  close(): Promise<void>;
}

/** What says nothing of what is kept: counts of failed logins, and whose texts wait to be indexed. */
const aside: readonly string[] = ['login_failures', 'customer_other_due'];

const digestOf = (rows: readonly unknown[]): string =>
  `${rows.length} rows ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;

/** What the tables of a file hold, read again when somebody has written; not what an index keeps in order for itself. */
export function sqliteContents(database: Sqlite.Database, besides: readonly string[] = []): () => Contents {
  const named = "select name from pragma_table_list where schema = 'main' and type = 'table' order by name";
  const version = database.prepare('pragma data_version').pluck();
  const left = new Set([...aside, ...besides]);
  let seen: unknown;
  let known: Contents = {};
  const read = (): Contents => {
    const names = database.prepare<[], { readonly name: string }>(named).all();
    const digest = (name: string) => digestOf(database.prepare(`select * from ${name}`).raw().all());
    return Object.fromEntries(names.flatMap(({ name }) => (left.has(name) ? [] : [[name, digest(name)]])));
  };
  return () => {
    const now = version.get();
    if (now !== seen) known = read();
    seen = now;
    return known;
  };
}

function sqliteView(path: string, besides: readonly string[]): View {
  const database = new Sqlite(path, { readonly: true });
  const contents = sqliteContents(database, besides);
  return { contents: () => Promise.resolve(contents()), close: () => Promise.resolve(void database.close()) };
}

const tables = "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'";

async function postgresView(url: string, besides: readonly string[]): Promise<View> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ readonly name: string }>(tables);
  const names = rows.map(({ name }) => name).filter((name) => ![...aside, ...besides].includes(name));
  const digest = (name: string) =>
    `select '${name}' as name, md5(string_agg(t::text, e'\\n' order by t::text)) from ${name} t`;
  const all = names.map(digest).join(' union all ');
  let seen: unknown;
  let known: Contents = {};
  const contents = async (): Promise<Contents> => {
    // The number of the next transaction that writes, whoever does.
    const [now] = (
      await client.query<{ readonly next: string }>('select pg_snapshot_xmax(pg_current_snapshot()) as next')
    ).rows;
    if (now?.next !== seen) {
      const found = await client.query<string[]>({ text: all, rowMode: 'array' });
      known = Object.fromEntries(found.rows) as Contents;
    }
    seen = now?.next;
    return known;
  };
  return { contents, close: () => client.end() };
}

/** Looks at a database by its URL; `besides` are further tables that do not count. */
export const viewOf = (url: string, besides: readonly string[] = []): Promise<View> =>
  url.startsWith('sqlite:')
    ? Promise.resolve(sqliteView(url.slice('sqlite:'.length), besides))
    : postgresView(url, besides);
