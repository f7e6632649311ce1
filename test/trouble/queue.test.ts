import Sqlite from 'better-sqlite3';
import { setMark } from '../../src/store/marks.js';
import { openDatabase } from '../../src/store/open.js';
import { migrate } from '../../src/store/migrate.js';
import { databases } from '../support/databases.js';

test('ten thousand changes may wait for another process to end; the next one is refused at once', async () => {
  const database = await databases.sqlite();
  const engine = await openDatabase(database.url);
  await migrate(engine);
  const other = new Sqlite(database.url.replace('sqlite:', ''));
  other.exec('begin immediate');
  const change = (i: number): Promise<void> => engine.change(() => setMark(`mark ${i % 100}`, String(i)));
  const waiting = Array.from({ length: 10_000 }, (_, i) => change(i));
  const from = performance.now();
  await expect(change(10_000)).rejects.toMatchObject({ name: 'Fault', code: 'unavailable' });
  expect(performance.now() - from).toBeLessThan(2500);
  other.exec('rollback');
  await Promise.all(waiting);
  await change(10_001);
  expect(other.prepare('select count(*) from marks').pluck().get()).toBe(100);
  other.close();
  await engine.close();
  await database.drop();
});
