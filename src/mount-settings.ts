import { hostNameOf } from './dialect/greet.js';
import { Failure } from './failure.js';

/** Ways to one dialect alone, besides its native paths on the shared port. */
export interface Mount {
  /** A port of its own. */
  readonly port?: number;
  /** The address of that port, where it is not the vendor plane's. */
  readonly host?: string;
  /** A name by which clients ask for it on the shared port. */
  readonly hostName?: string;
  /** What its native paths follow on the shared port. */
  readonly prefix?: string;
}

/** The mounts by dialect. */
export type Mounts = Readonly<Record<string, Mount>>;

type Given = Readonly<Record<string, unknown>>;

/** The members of a mount as they are called in a flag and, in upper case, in variables. */
const flagNames: Readonly<Record<string, keyof Mount>> = {
  port: 'port',
  host: 'host',
  'host-name': 'hostName',
  prefix: 'prefix',
};

const variableNames: Readonly<Record<string, keyof Mount>> = {
  PORT: 'port',
  HOST_NAME: 'hostName',
  PREFIX: 'prefix',
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const hostNameForm = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])$/;

interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly asks: string;
}

const rules: Readonly<Record<keyof Mount, Rule>> = {
  port: {
    holds: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535,
    asks: 'a port from 0 to 65535',
  },
  host: { holds: (value) => isText(value) && value !== '', asks: 'an address to listen on' },
  hostName: { holds: (value) => isText(value) && hostNameForm.test(hostNameOf(value)), asks: 'a host name' },
  prefix: {
    holds: (value) => isText(value) && /^(?:\/[\w.~-]+)+$/.test(value),
    asks: 'a path such as /name, without a slash at its end',
  },
};

function checked(id: string, given: unknown): Mount {
  if (!isObject(given)) {
    throw new Failure(`Bad setting: mounts.${id} takes an object of ${Object.keys(rules).join(', ')}.`);
  }
  for (const [member, value] of Object.entries(given)) {
    if (!Object.hasOwn(rules, member)) throw new Failure(`Bad setting: mounts.${id} has no ${member}.`);
    const { holds, asks } = rules[member as keyof Mount];
    if (!holds(value)) throw new Failure(`Bad setting: mounts.${id}.${member} takes ${asks}.`);
  }
  if ('host' in given && !('port' in given))
    throw new Failure(`Bad setting: mounts.${id}.host needs a port beside it.`);
  return given;
}

/** Numbers come as text from flags and variables; what is none stays text, which the rules then refuse. */
const valueOf = (member: keyof Mount, text: string): unknown =>
  member === 'port' && /^\d+$/.test(text) ? Number(text) : text;

/** What a variable of one dialect is called: `GATEWAY_SOME_DIALECT_PORT`. */
const variable = (id: string, name: string): string => `GATEWAY_${id.toUpperCase().replaceAll('-', '_')}_${name}`;

/** The variables of each dialect that are set, by dialect and name. */
function variables<T>(
  env: NodeJS.ProcessEnv,
  ids: readonly string[],
  read: (get: (name: string) => string | undefined) => T | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const found = read((name) => env[variable(id, name)] || undefined);
      return found === undefined ? [] : [[id, found]];
    }),
  );
}

/** The time zones that variables give dialects. */
export const timeZonesIn = (env: NodeJS.ProcessEnv, ids: readonly string[]): Readonly<Record<string, string>> =>
  variables(env, ids, (get) => get('TIME_ZONE'));

const mountsIn = (env: NodeJS.ProcessEnv, ids: readonly string[]): Readonly<Record<string, Given>> =>
  variables(env, ids, (get) => {
    const members = Object.entries(variableNames).flatMap(([name, member]) => {
      const text = get(name);
      return text === undefined ? [] : [[member, valueOf(member, text)]];
    });
    return members.length === 0 ? undefined : (Object.fromEntries(members) as Given);
  });

/** A flag such as `name=port:9001,prefix:/name`, added to those before it. Throws a Failure when it reads otherwise. */
export function addMount(text: string, before: Mounts = {}): Mounts {
  const [, id, list] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (id === undefined || list === undefined) {
    throw new Failure(`--mount ${text}: DIALECT=port:N,host:ADDRESS,host-name:NAME,prefix:PATH is expected.`);
  }
  const members = list.split(',').map((part) => {
    const [name = '', ...value] = part.trim().split(':');
    const member = Object.hasOwn(flagNames, name) && flagNames[name];
    if (!member) throw new Failure(`--mount ${text}: "${name}" is none of ${Object.keys(flagNames).join(', ')}.`);
    return [member, valueOf(member, value.join(':'))] as const;
  });
  return { ...before, [id]: { ...before[id], ...(Object.fromEntries(members) as Mount) } };
}

/** The mounts in force: members given by flags beat those of variables beat the file's. Throws a Failure for a bad one. */
export function mountsOf(file: Given, env: NodeJS.ProcessEnv, flags: Mounts, ids: readonly string[]): Mounts {
  const set = mountsIn(env, ids);
  const all = new Set([...Object.keys(file), ...Object.keys(set), ...Object.keys(flags)]);
  const entries = [...all].map((id) => {
    const own = file[id] === undefined ? {} : file[id];
    const given = isObject(own) ? { ...own, ...set[id], ...flags[id] } : own;
    return [id, checked(id, given)] as const;
  });
  return Object.freeze(Object.fromEntries(entries));
}
