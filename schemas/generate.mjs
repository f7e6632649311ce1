/** Writes each dialect's payload types from its schemas: `npm run generate`, or `--check` to see that nothing is stale. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemas = new URL('.', import.meta.url);
const style = { singleQuote: true, printWidth: 120 };
const banner = '/* Generated from the schemas by `npm run generate`; change those instead. */\n';

async function typesOf(folder) {
  const files = (await readdir(new URL(`${folder}/`, schemas))).filter((name) => name.endsWith('.json')).sort();
  const parts = [];
  for (const file of files) {
    const schema = JSON.parse(await readFile(new URL(`${folder}/${file}`, schemas), 'utf8'));
    delete schema.$id;
    parts.push(
      await compile(schema, schema.title, {
        cwd: new URL(`${folder}/`, schemas).pathname,
        bannerComment: '',
        additionalProperties: false,
        style,
      }),
    );
  }
  return banner + parts.join('\n');
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
