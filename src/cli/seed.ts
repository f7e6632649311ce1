import type { Command } from 'commander';
import type { RunRecords } from '../core/records/operations.js';
import { Failure } from '../failure.js';
import { linesOf } from '../seed/lines.js';
import { seedLines, type SeedCounts } from '../seed/seed.js';
import { withDatabase } from './settings.js';

/** A database that is ready for records. */
export interface OpenRecords {
  readonly run: RunRecords;
  close(): Promise<void>;
}

/** Opens the database at a URL, or the one in the settings. */
export type Open = (database: string | undefined) => Promise<OpenRecords>;

/** What reading a file can meet, in one line; anything else as it is. */
function failure(file: string, error: unknown): unknown {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new Failure(`${file} is not UTF-8 text.`);
  if (code === 'ENOENT') return new Failure(`${file} does not exist.`);
  return code === 'EISDIR' || code === 'EACCES' ? new Failure(`${file} cannot be read.`) : error;
}

async function seedFile(file: string, run: RunRecords): Promise<SeedCounts> {
  const name = file === '-' ? 'standard input' : file;
  try {
    return await seedLines(linesOf(file), run, name);
  } catch (error) {
    throw failure(name, error);
  }
}

async function seedFiles(files: readonly string[], run: RunRecords, print: (line: string) => void): Promise<void> {
  for (const file of files) {
    const { created, changed, same } = await seedFile(file, run);
    print(`${file}: ${created} created, ${changed} changed, ${same} unchanged\n`);
  }
}

/** Adds `seed FILE...` to the program: puts the records of NDJSON files into the database and prints how many. */
export function registerSeed(program: Command, open: Open): void {
  withDatabase(program.command('seed'))
    .description('put the records of NDJSON files into the database; doing it again changes nothing')
    .argument('<file...>', 'files of one record a line, - for standard input')
    .addHelpText(
      'after',
      `
Each line is a record with its kind and id; schemas/records/ describes them.

Examples:
  $ customer-gateway seed customers.ndjson
  $ zcat export.ndjson.gz | customer-gateway seed - --database sqlite:./data/customers.db`,
    )
    .action(async (files: readonly string[], { database }: { readonly database?: string }, command: Command) => {
      const records = await open(database);
      try {
        await seedFiles(files, records.run, (line) => command.configureOutput().writeOut?.(line));
      } finally {
        await records.close();
      }
    });
}
