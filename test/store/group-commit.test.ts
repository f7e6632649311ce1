import { readFile } from 'node:fs/promises';
import { Fault } from '../../src/core/fault.js';
import { ask, type Statement } from '../../src/store/statement.js';
import { copyAsIs, customer, freshFile, openBench, outside, writing, type Bench } from './bench.js';

const numbers = 'select number_key from customers order by number_key';

let bench: Bench;
let path: string;

beforeEach(async () => {
  path = await freshFile();
  bench = await openBench(path);
});

afterEach(() => bench.engine.close());

const kept = (number: string) => bench.store.change((tx) => tx.customers.insert(customer(number)));

/** How many commits stand in the write-ahead log: its frames that say how large the database is after them. */
async function commits(): Promise<number> {
  const log = await readFile(`${path}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  let found = 0;
  for (let at = 32; at + frame <= log.length; at += frame) {
    const current = log.subarray(at + 8, at + 16).equals(log.subarray(16, 24));
    if (current && log.readUInt32BE(at + 4) > 0) found += 1;
  }
  return found;
}

const outcomes = async (changes: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(changes)).map((one) => (one.status === 'fulfilled' ? 'kept' : String(one.reason)));

test('changes that come together share one commit, and one that comes alone has its own', async () => {
  const before = await commits();
  await Promise.all(Array.from({ length: 30 }, (_, i) => kept(`T-${i}`)));
  expect(await commits()).toBe(before + 1);
  await kept('alone');
  expect(await commits()).toBe(before + 2);
  expect(outside(path, 'select count(*) from customers')).toEqual([31]);
});

test('a change that fails after it has written fails alone, and its neighbours survive a loss of power', async () => {
  const spoiled = (error: Error) =>
    bench.store.change(function* (tx) {
      yield* tx.customers.insert(customer('spoiled'));
      throw error;
    });
  const bug = new Error('a bug');
  const changes = [kept('a-1'), spoiled(new Fault('invalid')), kept('A-1'), spoiled(bug), kept('a-2')];
  const one = ['kept', 'Fault: invalid', 'Fault: number-taken', 'Error: a bug', 'kept'];
  expect(await outcomes(changes)).toEqual(one);
  expect(outside(await copyAsIs(path), numbers)).toEqual(['a-1', 'a-2']);
});

test('a change that is refused before it writes does not make its neighbours run again', async () => {
  const runs = { good: 0, refused: 0 };
  const good = (number: string) =>
    bench.store.change(function* (tx) {
      runs.good += 1;
      return yield* tx.customers.insert(customer(number));
    });
  const refused = bench.store.change(function* (tx) {
    runs.refused += 1;
    if (!(yield* tx.customers.find({ id: 404 }))) throw new Fault('customer-unknown');
  });
  expect(await outcomes([good('b-1'), refused, good('b-2')])).toEqual(['kept', 'Fault: customer-unknown', 'kept']);
  expect(runs).toEqual({ good: 2, refused: 1 });
  expect(outside(path, numbers)).toEqual(['b-1', 'b-2']);
});

test('nobody else sees a change before its commit, and everybody once it is answered', async () => {
  const seen: (readonly unknown[])[] = [];
  const answered = Array.from({ length: 3 }, (_, i) =>
    bench.store
      .change(function* (tx) {
        const made = yield* tx.customers.insert(customer(`c-${i}`));
        seen.push(outside(path, numbers));
        return made;
      })
      .then(() => outside(path, numbers)),
  );
  const all = ['c-0', 'c-1', 'c-2'];
  expect(await Promise.all(answered)).toEqual([all, all, all]);
  expect(seen).toEqual([[], [], []]);
});

const late: Statement = { name: 'late checks', build: (q) => q.raw('pragma defer_foreign_keys = on') };

test('no change is answered as kept when the commit itself fails, and the next one is kept', async () => {
  const breaking = bench.store.change(function* (tx) {
    yield* ask(late);
    yield* tx.records.services.insert({ customerId: 404 });
  });
  expect(await outcomes([kept('d-1'), breaking, kept('d-2')])).not.toContain('kept');
  expect(outside(path, numbers)).toEqual([]);
  await kept('d-3');
  expect(outside(path, numbers)).toEqual(['d-3']);
});

test('a change waits for another process that is writing', async () => {
  const { done } = await writing(path);
  await kept('e-1');
  expect(outside(path, numbers)).toEqual(['e-1']);
  await done;
});

test('a reader is answered while changes wait for their turn, with what is committed', async () => {
  await kept('f-1');
  const change = kept('f-2');
  expect(await bench.rows(numbers)).toEqual([['f-1']]);
  await change;
  expect(await bench.rows(numbers)).toEqual([['f-1'], ['f-2']]);
});
