import { parseArgs } from 'node:util';
import { databaseNames } from '../support/databases.js';

export interface Options {
  /** How often the gateway is killed on each database. */
  readonly kills: number;
  readonly clients: number;
  /** Acknowledged writes before a kill, on average. */
  readonly writes: number;
  /** How many workers gateways have, one kind of gateway after the other. */
  readonly workers: readonly number[];
  readonly chosen: readonly (typeof databaseNames)[number][];
}

export const usage = `npm run test:crash -- [options]
  --kills N       kills on each database (default 20)
  --clients N     clients that write at once (default 16)
  --writes N      acknowledged writes before a kill, on average (default 300)
  --workers N     gateways of so many workers only (default: half of the kills with 1, half with 2)
  --database X    only this one: ${databaseNames.join(' or ')}`;

function atLeastOne(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1\n${usage}`);
  return value;
}

/** Reads the command line; undefined when only help was asked for. Throws on what it does not understand. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '20' },
      clients: { type: 'string', default: '16' },
      writes: { type: 'string', default: '300' },
      workers: { type: 'string' },
      database: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const chosen = databaseNames.filter((name) => values.database === undefined || values.database === name);
  if (chosen.length === 0) throw new Error(`there is no database ${values.database}\n${usage}`);
  return {
    kills: atLeastOne('kills', values.kills),
    clients: atLeastOne('clients', values.clients),
    writes: atLeastOne('writes', values.writes),
    workers: values.workers === undefined ? [1, 2] : [atLeastOne('workers', values.workers)],
    chosen,
  };
}
