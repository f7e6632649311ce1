import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function folderWithManifest(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('No package.json above the program: the installation is incomplete.');
  return folderWithManifest(parent);
}

/** Absolute path of the project's folder, the same whether the program runs from its sources or from its build. */
export const projectRoot: string = folderWithManifest(dirname(fileURLToPath(import.meta.url)));

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { readonly version: string };

/** The version in package.json. */
export const projectVersion: string = manifest.version;
