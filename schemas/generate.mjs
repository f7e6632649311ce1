/** Writes each dialect's payload types from its schemas: `npm run generate`, or `--check` to see that nothing is stale. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import ts from 'typescript';

const schemas = new URL('.', import.meta.url);
const style = { singleQuote: true, printWidth: 120 };
const banner = '/* Generated from the schemas by `npm run generate`; change those instead. */\n';

/** The types of one schema, each with its remark. */
async function typesIn(file) {
  const schema = JSON.parse(await readFile(file, 'utf8'));
  delete schema.$id;
  const cwd = new URL('.', file).pathname;
  const text = await compile(schema, schema.title, { cwd, bannerComment: '', additionalProperties: false, style });
  const { statements } = ts.createSourceFile('types.ts', text, ts.ScriptTarget.Latest);
  return statements.map(({ name, pos, end }) => ({ name: name.text, text: text.slice(pos, end) }));
}

/** A type that several schemas refer to stands once, and means the same in each. */
async function typesOf(folder) {
  const files = (await readdir(new URL(`${folder}/`, schemas))).filter((name) => name.endsWith('.json')).sort();
  const known = new Map();
  const parts = [];
  for (const file of files) {
    const types = await typesIn(new URL(`${folder}/${file}`, schemas));
    const fresh = types.filter(({ name }) => !known.has(name));
    for (const { name, text } of fresh) known.set(name, text.trim());
    const other = types.find(({ name, text }) => known.get(name) !== text.trim());
    if (other) throw new Error(`${folder}/${file}: ${other.name} means something else in another schema`);
    parts.push(fresh.map(({ text }) => text).join(''));
  }
  return `${banner}${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

/** A dialect with quirks of its own on the wire has a folder for them. */
async function targetOf(dialect) {
  const folder = new URL(`../dialects/${dialect}/wire/`, schemas);
  const isFolder = await stat(folder).then(
    () => true,
    () => false,
  );
  return isFolder ? new URL('generated.ts', folder) : new URL(`../dialects/${dialect}/wire.ts`, schemas);
}

let stale = 0;
for (const folder of await readdir(schemas, { withFileTypes: true })) {
  if (!folder.isDirectory() || ['records', 'settings'].includes(folder.name)) continue;
  const target = await targetOf(folder.name);
  const text = await typesOf(folder.name);
  const current = await readFile(target, 'utf8').catch(() => '');
  if (text === current) continue;
  stale += 1;
  if (process.argv.includes('--check')) console.error(`${folder.name}: types are stale, run npm run generate`);
  else await writeFile(target, text);
}
if (process.argv.includes('--check') && stale > 0) process.exitCode = 1;
