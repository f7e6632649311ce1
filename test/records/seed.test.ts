import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerSeed } from '../../src/cli/seed.js';
import { kinds } from '../../src/core/records/kinds.js';
import { Failure } from '../../src/failure.js';
import { projectRoot } from '../../src/project.js';
import { linesIn, linesOf } from '../../src/seed/lines.js';
import { seedLines } from '../../src/seed/seed.js';
import { freshFolder } from '../support/folders.js';
import { createBench, type Bench } from './harness.js';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench();
});

afterEach(() => bench.close());

const network = [
  { kind: 'users', id: 7, name: 'Dana' },
  { kind: 'structures', id: 40, street: 'Main', latitude: 37.5, updatedAt: '2025-04-01T10:00:00Z' },
  { kind: 'structures', id: 41, parentId: 40 },
  { kind: 'line-cards', id: 3, name: 'LC-3' },
  { kind: 'customers', id: 125, name: 'Acme', userId: 7, structureIds: [41, 40], extras: { any: { a: [1, null] } } },
  { kind: 'customers', id: 126, number: 'A-126', status: 'quote', removedAt: '2025-04-01T10:00:00.5Z' },
  { kind: 'service-numbers', id: 4, customerId: 125, number: '0800 555132' },
  { kind: 'service-numbers', id: 5, customerId: 126, number: '0800555132', disconnectedAt: '2025-04-01T10:00:00Z' },
  { kind: 'services', id: 9, customerId: 125, lineCardId: 3, phoneNumber: '804-555-0100' },
  { kind: 'features', id: 5, serviceId: 9, quantity: 2 },
].map((record) => JSON.stringify(record));

const customers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => JSON.stringify({ kind: 'customers', id: first + i, name: 'C' }));

const kept = async () => {
  const all = await Promise.all(kinds.map((kind) => bench.run('record.list', { kind, after: 0, limit: 1000 })));
  return all.flat();
};

const seed = (lines: readonly string[]) => seedLines(lines, bench.run, 'data.ndjson');

test('A seed file applied twice is applied once: the second time everything is the same.', async () => {
  expect(await seed(network)).toEqual({ created: 10, changed: 0, same: 0 });
  const before = await kept();
  expect(await seed(network)).toEqual({ created: 0, changed: 0, same: 10 });
  expect(await kept()).toEqual(before);
});

test('A line that differs from what is kept changes it; the others stay.', async () => {
  await seed(network);
  const changed = network.map((line) => line.replace('Acme', 'Acme Ltd'));
  expect(await seed(changed)).toEqual({ created: 0, changed: 1, same: 9 });
});

test('What was listed can be seeded again and is the same.', async () => {
  await seed(network);
  for (const kind of kinds) {
    const records = await bench.run('record.list', { kind, after: 0, limit: 1000 });
    const counts = await seed(records.map((record) => JSON.stringify({ kind, ...record })));
    expect(counts).toEqual({ created: 0, changed: 0, same: records.length });
  }
});

test('A record may refer to one a few lines above it, whatever its kind.', async () => {
  const chain = Array.from({ length: 450 }, (_, i) =>
    JSON.stringify({ kind: 'structures', id: i + 1, ...(i > 0 && { parentId: i }) }),
  );
  expect(await seed(chain)).toEqual({ created: 450, changed: 0, same: 0 });
});

test('Blank lines, a byte order mark and Windows line ends are passed over.', async () => {
  const text = Buffer.from(`\ufeff${network.join('\r\n\r\n')}\r\n`);
  const bytes = (async function* () {
    // Cut in small pieces, so that lines and characters lie across them.
    for (let at = 0; at < text.length; at += 7) yield await Promise.resolve(text.subarray(at, at + 7));
  })();
  expect(await seedLines(linesIn(bytes), bench.run)).toEqual({ created: 10, changed: 0, same: 0 });
});

test.each([
  ['it is not valid JSON', '{"kind":"users"'],
  [`kind must be one of ${kinds.join(', ')}`, 'null'],
  [`kind must be one of ${kinds.join(', ')}`, '{"kind":"robots","id":1}'],
  ['id is missing', '{"kind":"users","name":"x"}'],
  ['name is missing', '{"kind":"users","id":1}'],
  ['age is not a member of this kind', '{"kind":"users","id":1,"name":"x","age":3}'],
  ['id is less than 1', '{"kind":"users","id":0,"name":"x"}'],
  ['id must be of type integer', '{"kind":"users","id":"1","name":"x"}'],
  ['it holds a character that cannot be stored', '{"kind":"users","id":1,"name":"a\\u0000b"}'],
  ['it has a member whose name is not allowed', '{"kind":"users","id":1,"name":"x","__proto__":{}}'],
  ['status is not one of the words allowed', '{"kind":"customers","id":1,"status":"gone"}'],
  ['createdAt is not a date-time', '{"kind":"customers","id":1,"createdAt":"2025-02-30T00:00:00Z"}'],
  ['createdAt is not in the form required', '{"kind":"customers","id":1,"createdAt":"2025-02-01T00:00:00+01:00"}'],
  [
    'number is longer than 255 characters; contacts.primary.phone must be of type string',
    `{"kind":"customers","id":1,"number":"${'9'.repeat(256)}","contacts":{"primary":{"phone":5}}}`,
  ],
  ['structureIds[1] refers to 99, which does not exist', '{"kind":"customers","id":1,"structureIds":[40,99]}'],
  ['source must have both table and id, or be left out', '{"kind":"customers","id":1,"source":{"id":4}}'],
  ['another customer has this number', '{"kind":"customers","id":1,"number":"a-126"}'],
  ['customerId refers to 99, which does not exist', '{"kind":"services","id":1,"customerId":99}'],
  ['number is missing', '{"kind":"service-numbers","id":1,"customerId":125}'],
  ['number is not in the form required', '{"kind":"service-numbers","id":1,"customerId":125,"number":" (-) "}'],
  [
    'number is longer than 64 characters',
    `{"kind":"service-numbers","id":1,"customerId":125,"number":"${'9'.repeat(65)}"}`,
  ],
])('A bad line is named with what is wrong with it, and nothing after it is applied: %s', async (what, line) => {
  const live = network.map((text) => text.replace('"removedAt"', '"updatedAt"'));
  const refused = seed([...live, '', line, ...customers(500, 510)]);
  await expect(refused).rejects.toThrow(new Failure(`data.ndjson, line 12: ${what}.`));
  expect(await kept()).toHaveLength(10);
});

test('What stands before a bad line stays applied, to the line, whatever shares its commit.', async () => {
  const bad = JSON.stringify({ kind: 'customers', id: 900, userId: 99 });
  await expect(seed([...customers(1, 250), bad, ...customers(301, 500)])).rejects.toThrow('line 251');
  expect(await kept()).toHaveLength(250);
  expect(await seed([...customers(1, 250), ...customers(301, 500)])).toEqual({ created: 200, changed: 0, same: 250 });
});

describe('The seed command', () => {
  let folder: string;
  let file: string;
  let shown: string[];
  let opened: (string | undefined)[];

  const command = async (...words: readonly string[]) => {
    const program = new Command().configureOutput({ writeOut: (text) => shown.push(text) });
    registerSeed(program, async (database) => {
      opened.push(database);
      return Promise.resolve({ run: bench.run, close: () => Promise.resolve() });
    });
    await program.parseAsync(['node', 'customer-gateway', 'seed', ...words]);
  };

  beforeEach(async () => {
    folder = await freshFolder();
    file = join(folder, 'data.ndjson');
    shown = [];
    opened = [];
  });

  test('prints a line of counts for each file.', async () => {
    writeFileSync(file, network.join('\n'));
    await command(file, file, '--database', 'sqlite::memory:');
    expect(opened).toEqual(['sqlite::memory:']);
    expect(shown.join('')).toBe(
      `${file}: 10 created, 0 changed, 0 unchanged\n${file}: 0 created, 0 changed, 10 unchanged\n`,
    );
  });

  test('fails in one line on a bad line, a missing file, a folder and bytes that are no text.', async () => {
    writeFileSync(file, '{"kind":"users"}');
    await expect(command(file)).rejects.toThrow(new Failure(`${file}, line 1: name is missing.`));
    await expect(command(join(folder, 'none'))).rejects.toThrow(new Failure(`${folder}/none does not exist.`));
    await expect(command(folder)).rejects.toThrow(new Failure(`${folder} cannot be read.`));
    writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(command(file)).rejects.toThrow(new Failure(`${file} is not UTF-8 text.`));
  });
});

const demo = join(projectRoot, 'fixtures/demo/demo.ndjson');

test('The demo data set loads, and loads again without a change.', async () => {
  const { created, ...rest } = await seedLines(linesOf(demo), bench.run);
  expect(rest).toEqual({ changed: 0, same: 0 });
  expect(await seedLines(linesOf(demo), bench.run)).toEqual({ created: 0, changed: 0, same: created });
});
