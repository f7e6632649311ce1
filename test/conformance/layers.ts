/** What the files of one part of the project may import besides each other. */
interface Layer {
  /** The folder or file, or `dialects/<id>` for every dialect's. */
  readonly part: string;
  /** Folders and files. */
  readonly may: readonly string[];
  /** Packages, `node:` for those of the platform. */
  readonly packages: readonly string[];
}

/** Who may import whom. A part that is not listed may import nothing. */
const layers: readonly Layer[] = [
  { part: 'src/core', may: [], packages: ['card-validator', 'decimal.js'] },
  {
    part: 'src/wire',
    may: ['src/core', 'src/project.ts'],
    packages: ['node:', 'ajv', 'ajv-formats', 'json5', 'luxon', 'saxes'],
  },
  { part: 'src/access', may: ['src/core'], packages: ['node:', '@node-rs/argon2', 'rate-limiter-flexible'] },
  { part: 'src/dialect', may: ['src/wire', 'src/core', 'src/access'], packages: ['node:'] },
  { part: 'dialects/<id>', may: ['src/dialect', 'src/wire', 'src/core', 'src/access/basic.ts'], packages: [] },
  { part: 'dialects/index.ts', may: ['src/dialect', 'dialects'], packages: [] },
  { part: 'migrations', may: [], packages: ['knex'] },
  {
    part: 'src/store',
    may: ['src/core', 'src/access', 'src/failure.ts', 'migrations'],
    packages: ['node:', 'knex', 'better-sqlite3', 'pg', 'rate-limiter-flexible'],
  },
  {
    part: 'src/jobs',
    may: ['src/core', 'src/access', 'src/dialect', 'src/log.ts'],
    packages: ['node:', 'croner', 'undici'],
  },
  { part: 'src/clients', may: ['src/core'], packages: ['node:', 'cockatiel', 'liquidjs', 'nodemailer'] },
  { part: 'src/vault', may: ['src/core', 'src/failure.ts'], packages: ['node:', 'jose'] },
  { part: 'src/seed', may: ['src/core', 'src/wire', 'src/failure.ts'], packages: ['node:'] },
  {
    part: 'src/admin',
    may: ['src/core', 'src/access', 'src/dialect', 'src/seed', 'src/wire'],
    packages: ['node:', 'express', 'prom-client'],
  },
  { part: 'src/replay', may: [], packages: ['node:', 'fast-xml-parser'] },
  { part: 'src/cli', may: ['src'], packages: ['node:', 'commander'] },
  {
    part: 'src/*.ts',
    may: ['src'],
    packages: ['node:', 'convict', 'luxon', 'prom-client', 'proxy-addr', 'uuid', 'winston', 'winston-transport'],
  },
  { part: 'src/main.ts', may: ['src', 'dialects/index.ts'], packages: ['node:', 'commander'] },
];

/** The part a file belongs to, as `layers` names it. */
function partOf(path: string): string {
  const [top = '', second = '', third] = path.split('/');
  if (top === 'migrations') return top;
  if (path === 'dialects/index.ts' || path === 'src/main.ts') return path;
  if (top === 'dialects') return 'dialects/<id>';
  return third === undefined ? 'src/*.ts' : `${top}/${second}`;
}

/** The package an import names: `ajv` of `ajv/dist/2020.js`, `node:` of all that is the platform's. */
function packageOf(name: string): string {
  if (name.startsWith('node:')) return 'node:';
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The folder whose files may import each other freely. */
const homeOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('migrations/') ? 1 : 2)
    .join('/');

const ownFile = /^(?:src|dialects|migrations|test|bench)\//;

/** Whether a file may import another file, or a package. */
export function mayImport(path: string, target: string): boolean {
  const layer = layers.find(({ part }) => part === partOf(path));
  if (!ownFile.test(target)) return layer?.packages.includes(packageOf(target)) ?? false;
  return [homeOf(path), ...(layer?.may ?? [])].some((folder) => within(target, folder));
}
