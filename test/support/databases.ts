import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/store/migrate.js';
import { createPostgres } from '../../src/store/postgres.js';

/** A database of a test's own, empty and with its schema up to date. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const server = (): string => process.env['GATEWAY_TEST_POSTGRES'] ?? '';

const named = (name: string): string => {
  const url = new URL(server());
  url.pathname = `/${name}`;
  return url.href;
};

async function asAdmin<T>(body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

const template = `gateway_template_${randomBytes(8).toString('hex')}`;
let made: Promise<void> | undefined;

/** One at a time in the whole run: PostgreSQL copies no database that another session looks at. */
const createDatabase = (sql: string): Promise<void> =>
  asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(1)');
    await client.query(sql);
  });

/** Migrates once a test file; every database after that is a copy. */
async function makeTemplate(): Promise<void> {
  await createDatabase(`create database ${template}`);
  const engine = await createPostgres(named(template));
  await migrate(engine);
  await engine.close();
}

async function postgres(): Promise<TestDatabase> {
  await (made ??= makeTemplate());
  const name = `test_${randomBytes(8).toString('hex')}`;
  await createDatabase(`create database ${name} template ${template}`);
  return {
    url: named(name),
    drop: () => asAdmin(async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

async function sqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  return { url: `sqlite:${join(folder, 'customers.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** How to make a fresh one, for every database the gateway runs on. */
export const databases = { sqlite, postgres } as const;

/** The names of the databases, for `describe.each`. */
export const databaseNames = Object.keys(databases) as readonly (keyof typeof databases)[];
