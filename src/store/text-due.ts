import type { Database } from 'better-sqlite3';

/** The index of what customers are found by besides their names. */
export const dueIndex = 'customer_other';

/** How much of it is brought up to date at once. */
const atOnce = 150;

const exists = (database: Database): boolean =>
  database.prepare('select 1 from sqlite_master where name = ?').get(`${dueIndex}_due`) !== undefined;

/**
 * Brings some of the texts that are due into the index, whoever wrote them; answers whether there were any. What writes
 * them leaves that to be done later, and a search looks at what is due as well, so that nothing is missed meanwhile.
 */
export function indexDue(database: Database): boolean {
  if (!exists(database)) return false;
  const ids = database.prepare(`select id from ${dueIndex}_due limit ?`).pluck().all(atOnce) as number[];
  if (ids.length === 0) return false;
  const list = JSON.stringify(ids);
  const listed = 'in (select value from json_each(?))';
  const statements = [
    `delete from ${dueIndex} where rowid ${listed}`,
    `insert into ${dueIndex} (rowid, text)
     select id, other_key || '  ' from customer_names where other_key is not null and id ${listed} order by id`,
    `delete from ${dueIndex}_due where id ${listed}`,
  ];
  database.transaction(() => statements.forEach((sql) => database.prepare(sql).run(list))).immediate();
  return true;
}
