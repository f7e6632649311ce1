import { InvalidArgumentError, type Command } from 'commander';
import type { DayPreview } from '../jobs/preview.js';
import type { Counts } from '../jobs/daily.js';
import { withDatabase } from './settings.js';

/** A database whose daily jobs can be done. */
export interface OpenJobs {
  /** The day it is, in the zone of the settings. */
  readonly today: string;
  /** Does what is not done yet, up to a day; waits for other processes that are at it. */
  run(day: string, done: (job: string, day: string, counts: Counts) => void): Promise<void>;
  /** What would be done, without doing it. */
  preview(day: string): Promise<DayPreview>;
  /** Ends a run between two customers. */
  stop(): void;
  close(): Promise<void>;
}

/** Opens the database at a URL, or the one in the settings. */
export type OpenJobsOf = (database: string | undefined) => Promise<OpenJobs>;

interface Options {
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly database?: string;
}

function dayFrom(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It takes a day as YYYY-MM-DD.');
}

const words = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const previewed = ({ installments, invoices, amount, ageing }: DayPreview): string =>
  `would charge ${installments} installments and ${invoices} invoices, ${amount} in all; ${ageing} would age`;

async function run(jobs: OpenJobs, day: string, print: (line: string) => void): Promise<void> {
  let any = false;
  const stop = (): void => jobs.stop();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await jobs.run(day, (job, on, counts) => {
      any = true;
      print(`${on} ${job}: ${words(counts)}\n`);
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  if (!any) print(`${day}: nothing left to do\n`);
}

/** Adds `jobs run` to the program: does the daily jobs that are due and not done, or says what they would do. */
export function registerJobs(program: Command, open: OpenJobsOf): void {
  const jobs = program.command('jobs').description('what is done once a day: charging and ageing');
  withDatabase(jobs.command('run'))
    .description('do the daily jobs that are not done yet; doing it again does nothing')
    .option('--as-of <day>', 'the last day to do them for, instead of today', dayFrom)
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText('after', '\nExample:\n  $ customer-gateway jobs run --as-of 2026-01-31 --dry-run')
    .action(async ({ asOf, dryRun = false, database }: Options, command: Command) => {
      const print = (line: string): void => command.configureOutput().writeOut?.(line);
      const opened = await open(database);
      const day = asOf ?? opened.today;
      try {
        if (dryRun) print(`${day}: ${previewed(await opened.preview(day))}\n`);
        else await run(opened, day, print);
      } finally {
        await opened.close();
      }
    });
}
