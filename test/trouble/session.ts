import pg from 'pg';

/** Somebody else's connection to a database. */
export interface Session {
  run(sql: string): Promise<readonly unknown[]>;
  end(): Promise<void>;
}

/** Connects to PostgreSQL as a program that knows nothing of the gateway. */
export async function openSession(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    run: async (sql) => {
      const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
      return rows.map(([first]) => first);
    },
    end: () => client.end(),
  };
}

/** One column of what a query in SQL finds. */
export async function rowsOf(url: string, sql: string): Promise<readonly unknown[]> {
  const session = await openSession(url);
  try {
    return await session.run(sql);
  } finally {
    await session.end();
  }
}
