import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import convict from 'convict';
import { Failure } from './failure.js';
import { callbackOptions } from './callback-settings.js';
import { mountsOf, timeZonesIn, type Mounts } from './mount-settings.js';
import { outsideOptions } from './outside-settings.js';
import { projectRoot } from './project.js';

/** The data a demo starts with: a seed file like any other. */
export const demoFile = join(projectRoot, 'fixtures', 'demo', 'demo.ndjson');

/** Who may log in to a demo. */
export const demoCredentialsFile = join(projectRoot, 'fixtures', 'demo', 'credentials.json');

/** What an operator writes for a switch. Anything else is refused: to convict, `0` and `no` are as good as `true`. */
const switchWords: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  false: false,
  '0': false,
  on: true,
  off: false,
};

const isText = (value: unknown): value is string => typeof value === 'string';

const whole = (least: number, most: number) => ({
  validate: (value: unknown) => {
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    throw new Error(`must be a whole number from ${least} to ${most}`);
  },
  coerce: Number,
});

convict.addFormats({
  currency: {
    validate: (value: unknown) => {
      if (!isText(value) || !/^[A-Z]{3}$/.test(value)) throw new Error('must be three capital letters');
    },
  },
  switch: {
    validate: (value: unknown) => {
      if (typeof value !== 'boolean') throw new Error('must be true or false');
    },
    coerce: (text: string) => switchWords[text.toLowerCase()] ?? text,
  },
  processes: whole(1, 64),
  attempts: whole(5, 1000),
  patience: whole(1, 600),
  names: {
    validate: (value: unknown) => {
      if (!Array.isArray(value) || !value.every(isText)) throw new Error('must be a list of names');
    },
    coerce: (text: string) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
  },
});

const seconds = (fallback: number, env: string, doc: string) => ({ doc, format: 'nat', default: fallback, env });

/** When the daily jobs begin where nobody says otherwise. */
export const usualJobs = '0 2 * * *';

const options = {
  host: { doc: 'address of the vendor plane', format: String, default: '127.0.0.1', env: 'GATEWAY_HOST' },
  port: { doc: 'port of the vendor plane, 0 for a free one', format: 'port', default: 8080, env: 'GATEWAY_PORT' },
  mounts: { doc: 'ports, host names and prefixes of single dialects', format: Object, default: {} as Mounts },
  tlsCert: { doc: 'file of the certificate, as PEM', format: String, default: '', env: 'GATEWAY_TLS_CERT' },
  tlsKey: { doc: 'file of its private key, as PEM', format: String, default: '', env: 'GATEWAY_TLS_KEY' },
  trustedProxies: {
    doc: 'addresses and ranges whose X-Forwarded headers are believed',
    format: 'names',
    default: [] as string[],
    env: 'GATEWAY_TRUSTED_PROXIES',
  },
  adminHost: { doc: 'address of the admin plane', format: String, default: '127.0.0.1', env: 'GATEWAY_ADMIN_HOST' },
  adminPort: { doc: 'port of the admin plane', format: 'port', default: 8081, env: 'GATEWAY_ADMIN_PORT' },
  adminToken: {
    doc: 'bearer token of the admin plane; made and shown once when unset',
    format: String,
    default: '',
    env: 'GATEWAY_ADMIN_TOKEN',
    sensitive: true,
  },
  adminHosts: {
    doc: 'names the admin plane answers to besides those of loopback',
    format: 'names',
    default: [] as string[],
    env: 'GATEWAY_ADMIN_HOSTS',
  },
  database: {
    doc: 'sqlite:PATH, sqlite::memory: or postgres://…',
    format: String,
    default: 'sqlite:./data/customers.db',
    env: 'GATEWAY_DATABASE',
  },
  workers: {
    doc: 'processes that share the ports and the database',
    format: 'processes',
    default: 1,
    env: 'GATEWAY_WORKERS',
  },
  demo: { doc: 'serve the demo data', format: 'switch', default: false, env: 'GATEWAY_DEMO' },
  demoPublic: {
    doc: 'let others reach the demo and its published credentials',
    format: 'switch',
    default: false,
    env: 'GATEWAY_DEMO_PUBLIC',
  },
  anonymous: {
    doc: 'dialects that ask for no credentials',
    format: 'names',
    default: [] as string[],
    env: 'GATEWAY_ANONYMOUS',
  },
  keyPepper: {
    doc: 'the secret under which keys are hashed, 32 characters or more; never in the database',
    format: String,
    default: '',
    env: 'GATEWAY_KEY_PEPPER',
    sensitive: true,
  },
  dialects: {
    doc: 'dialects to serve; all when empty',
    format: 'names',
    default: [] as string[],
    env: 'GATEWAY_DIALECTS',
  },
  timeZone: {
    doc: 'IANA zone of dates that carry none; UTC, in the demo America/New_York',
    format: String,
    default: '',
    env: 'GATEWAY_TIME_ZONE',
  },
  timeZones: { doc: 'zones of single dialects', format: Object, default: {} as Record<string, string> },
  jobs: {
    doc: 'when the daily jobs begin, as cron has it, in the time zone of all; off for never',
    format: String,
    default: usualJobs,
    env: 'GATEWAY_JOBS',
  },
  currency: {
    doc: 'currency of what is charged, ISO 4217',
    format: 'currency',
    default: 'USD',
    env: 'GATEWAY_CURRENCY',
  },
  logLevel: {
    doc: 'how much is logged',
    format: ['silent', 'error', 'warn', 'info', 'debug'],
    default: 'info',
    env: 'GATEWAY_LOG_LEVEL',
  },
  bodyLimit: { doc: 'bytes a request body may have', format: 'nat', default: 1024 * 1024, env: 'GATEWAY_BODY_LIMIT' },
  headersTimeout: seconds(10, 'GATEWAY_HEADERS_TIMEOUT', 'seconds a client may take for its headers'),
  requestTimeout: seconds(30, 'GATEWAY_REQUEST_TIMEOUT', 'seconds a client may take for a whole request'),
  idleTimeout: seconds(60, 'GATEWAY_IDLE_TIMEOUT', 'seconds a connection may stay idle'),
  drainDelay: seconds(0, 'GATEWAY_DRAIN_DELAY', 'seconds it still takes connections at shutdown, but is not ready'),
  drainTimeout: seconds(10, 'GATEWAY_DRAIN_TIMEOUT', 'seconds open requests get at shutdown'),
  ...outsideOptions,
  ...callbackOptions,
  settings: { doc: 'switches of the dialects, by dialect', format: Object, default: {} as Record<string, object> },
};

/** A variable that is set to nothing counts as not set. */
const filled = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

const create = (env: NodeJS.ProcessEnv) => convict(options, { env: filled(env), args: [] });

/** Everything an operator can set. */
export type Config = Readonly<ReturnType<ReturnType<typeof create>['getProperties']>>;

/** Settings given on the command line; undefined where not given. */
export type Flags = { readonly [Name in keyof Config]?: Config[Name] | undefined } & {
  readonly config?: string | undefined;
};

/** Settings that are objects, by dialect. */
const byDialect: ReadonlySet<string> = new Set(['mounts', 'timeZones', 'settings']);

function fileSettings(path: string): object {
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Failure(`The config file ${path} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}.`);
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new Failure(`The config file ${path} must hold a JSON object.`);
  }
  // As JSON is what convict would read such a text, and name no setting where it is none.
  for (const [name, value] of Object.entries(settings)) {
    if (isText(value) && byDialect.has(name)) throw new Failure(`Bad setting: ${name}: must be of type Object`);
  }
  return settings;
}

/**
 * The settings in force: flags beat environment beat config file beat defaults. Throws a Failure that names the bad one.
 * The environment's settings of single dialects are those of the dialects given.
 */
export function loadConfig(
  { config: file, mounts = {}, timeZones = {}, ...flags }: Flags,
  env: NodeJS.ProcessEnv,
  dialects: readonly string[] = [],
): Config {
  try {
    const settings = create(env);
    if (file !== undefined) settings.load(fileSettings(file));
    for (const [name, value] of Object.entries(flags)) {
      if (value !== undefined) settings.set(name as keyof Config, value);
    }
    settings.validate({ allowed: 'strict' });
    const found = settings.getProperties();
    return Object.freeze({
      ...found,
      mounts: mountsOf(found.mounts as Readonly<Record<string, unknown>>, env, mounts, dialects),
      timeZones: { ...found.timeZones, ...timeZonesIn(env, dialects), ...timeZones },
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`Bad setting: ${(error as Error).message.split('\n').join('; ')}`);
  }
}
