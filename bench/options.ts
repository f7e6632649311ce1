import { parseArgs } from 'node:util';
import { rowsPerName } from './dataset.js';
import { type Scenario, scenarios } from './scenarios.js';

export interface Options {
  readonly customers: number;
  /** Seconds of one repetition. */
  readonly seconds: number;
  readonly repetitions: number;
  readonly chosen: readonly Scenario[];
  /** As `serve --database` takes it, or `postgres` for one that is started here; undefined for a temporary SQLite file. */
  readonly database: string | undefined;
}

export const usage = `npm run bench -- [options]
  --customers N     customers loaded before the start (default 100000)
  --seconds N       length of one repetition (default 3)
  --repetitions N   repetitions of each scenario (default 3)
  --only NAME       only scenarios whose name contains NAME; may be repeated
  --database URL    sqlite:FILE or postgres://…, kept afterwards; postgres: one out of npm, thrown away
                    (default: a temporary SQLite file)
Scenarios: ${scenarios.map((scenario) => scenario.name).join(', ')}`;

/** Reads the command line; undefined when only help was asked for. Throws on what it does not understand. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '3' },
      repetitions: { type: 'string', default: '3' },
      only: { type: 'string', multiple: true },
      database: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  return {
    customers: atLeast(rowsPerName, 'customers', values.customers),
    seconds: atLeast(1, 'seconds', values.seconds),
    repetitions: atLeast(1, 'repetitions', values.repetitions),
    chosen: choose(values.only),
    database: values.database,
  };
}

function atLeast(least: number, name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}`);
  return value;
}

function choose(only: readonly string[] | undefined): readonly Scenario[] {
  const wanted = (only ?? ['']).map((name) => name.toLowerCase());
  const chosen = scenarios.filter(({ name }) => wanted.some((part) => name.toLowerCase().includes(part)));
  if (chosen.length === 0) throw new Error(`--only matches none of the scenarios\n${usage}`);
  return chosen;
}
