import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { dialects } from '../dialects/index.js';
import { projectRoot } from '../src/project.js';
import { mayImport } from './conformance/layers.js';
import { sourcesIn, type Source } from './conformance/sources.js';

const ours = sourcesIn('src', 'dialects', 'migrations');
const bench = sourcesIn('bench');
const all = [...ours, ...bench, ...sourcesIn('test')];

const longest = 250;

/** Words that name a vendor or its product; none of them means anything to what all dialects share. */
const vendors = ['mapcom', 'm4', 'jarvis', 'blu', 'blubilling', 'manex', 'customer-?main', 'sedona', 'n2fe'];
const vendorWord = new RegExp(`\\b(?:${[...vendors, ...dialects.map(({ id }) => id)].join('|')})\\b`, 'gi');

/** Examples and defaults that have to name some dialect. */
const examples: Readonly<Record<string, string>> = {
  'src/cli/keys.ts': 'examples in its help',
  'src/cli/replay.ts': 'examples in its help',
  'src/cli/serve.ts': 'examples in its help',
  'src/cli/users.ts': 'examples in its help',
  'src/wire/schema.ts': 'an example of a path',
};

const sql =
  /\bselect\b[^]*\bfrom\b|\binsert into\b|\bupdate \w+ set\b|\bdelete from\b|\b(?:create|alter|drop) table\b|\bpragma \w/i;

const paths = (sources: readonly Source[]): readonly string[] => sources.map(({ path }) => path);

const isIn = (folder: string) => (source: Source) => source.path.startsWith(`${folder}/`);

test('there are sources to look at', () => {
  for (const folder of ['src/core', 'src/store', 'dialects', 'migrations', 'test', 'bench']) {
    expect(all.filter(isIn(folder))).not.toEqual([]);
  }
});

test('every part imports only what its place in the architecture allows', () => {
  const strays = ours.flatMap(({ path, imports }) =>
    imports.filter((target) => !mayImport(path, target)).map((target) => `${path} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test('only the store and the migrations speak SQL', () => {
  const others = ours.filter((source) => !isIn('src/store')(source) && !isIn('migrations')(source));
  expect(paths(others.filter(({ strings }) => strings.some((text) => sql.test(text))))).toEqual([]);
});

test('only the program itself and its commands read the environment', () => {
  const others = ours.filter((source) => source.path !== 'src/main.ts' && !isIn('src/cli')(source));
  expect(paths(others.filter(({ text }) => /\bprocess\.env\b/.test(text)))).toEqual([]);
});

test('what all dialects share names no vendor', () => {
  const shared = ours.filter((source) => !isIn('dialects')(source) && !(source.path in examples));
  const found = shared.flatMap(({ path, text }) => (text.match(vendorWord) ?? []).map((word) => `${path}: ${word}`));
  expect(found).toEqual([]);
});

test('no file is too long to be read in one go', () => {
  const long = [...ours, ...bench].filter(({ lines, generated }) => lines > longest && !generated);
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('files are named in lower case with dashes', () => {
  const name = /^(?:\d{4}-)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.test|\.d)?\.ts$/;
  expect(paths(all).filter((path) => !name.test(basename(path)))).toEqual([]);
});

test('everything is exported by name', () => {
  expect(paths(all.filter(({ path, hasDefaultExport }) => hasDefaultExport && !path.endsWith('.d.ts')))).toEqual([]);
});

test('the compiler and the linter are never told to look away', () => {
  const told = /@ts-(?:ignore|nocheck|expect-error)|eslint-(?:disable|enable)/;
  expect(paths(all.filter(({ hasAny, text }) => hasAny || told.test(text)))).toEqual([]);
});

test('no test is left out, and none runs alone', () => {
  const some = /\b(?:describe|it|test)\.(?:only|skip|todo|failing)\b|\b[fx](?:describe|it|test)\(/;
  expect(paths(all.filter(({ text }) => some.test(text)))).toEqual([]);
});

test('payload types are those of the schemas', async () => {
  const script = join(projectRoot, 'schemas', 'generate.mjs');
  const complaints = await promisify(execFile)(process.execPath, [script, '--check']).then(
    () => '',
    (error: { readonly stderr: string }) => error.stderr,
  );
  expect(complaints).toBe('');
});
