import Sqlite from 'better-sqlite3';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** What a database holds, all of it read at one moment. */
export interface Contents {
  readonly customers: readonly Row[];
  readonly events: readonly Row[];
  /** What customers are searched by. */
  readonly names: readonly Row[];
  /** The trigrams that the index of names has of each customer; undefined where the database keeps it by itself. */
  readonly trigrams: ReadonlyMap<number, ReadonlySet<string>> | undefined;
  /** What the database finds wrong with itself. */
  readonly damage: readonly string[];
}

const customers = 'select * from customers order by id';
const events = 'select * from events order by id';
const names = 'select * from customer_names order by id';

function trigramsIn(database: Sqlite.Database): ReadonlyMap<number, ReadonlySet<string>> {
  const trigrams = new Map<number, Set<string>>();
  const rows = database.prepare<[], [string, number]>('select term, doc from customer_terms').raw();
  for (const [term, id] of rows.iterate()) {
    const known = trigrams.get(id);
    if (known) known.add(term);
    else trigrams.set(id, new Set([term]));
  }
  return trigrams;
}

function readSqlite(path: string): Contents {
  const database = new Sqlite(path, { readonly: true });
  try {
    database.exec('begin');
    const check = database.pragma('integrity_check', { simple: true }) as string;
    const strays = database.pragma('foreign_key_check') as readonly object[];
    return {
      customers: database.prepare<[], Row>(customers).all(),
      events: database.prepare<[], Row>(events).all(),
      names: database.prepare<[], Row>(names).all(),
      trigrams: trigramsIn(database),
      damage: [...(check === 'ok' ? [] : [check]), ...strays.map((stray) => JSON.stringify(stray))],
    };
  } finally {
    database.close();
  }
}

async function readPostgres(url: string): Promise<Contents> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    return {
      customers: (await client.query<Row>(customers)).rows,
      events: (await client.query<Row>(events)).rows,
      names: (await client.query<Row>(names)).rows,
      trigrams: undefined,
      damage: [],
    };
  } finally {
    await client.end();
  }
}

/** Reads a database apart from the gateway. */
export const readContents = async (url: string): Promise<Contents> =>
  url.startsWith('sqlite:') ? readSqlite(url.slice('sqlite:'.length)) : readPostgres(url);
