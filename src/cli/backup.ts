import type { Command } from 'commander';
import { backUp, restore, type Contents, type Copying } from '../store/backup.js';
import { withDatabase } from './settings.js';

interface Options {
  readonly database?: string;
  readonly force?: boolean;
}

type Work = (url: string, file: string, copying: Copying) => Promise<Contents>;

/** A percentage on a line of a terminal that is gone in the end, and nothing where nobody looks. */
function progressOn(stream: NodeJS.WriteStream): { readonly told: (part: number) => void; readonly end: () => void } {
  const write = (text: string): void => void (stream.isTTY && stream.write(`\r\u001b[K${text}`));
  return { told: (part) => write(`${Math.floor(part * 100)} %`), end: () => write('') };
}

/** Runs a copy that a signal can end before it has changed anything. */
async function stoppable<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await body(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

const said = ({ schema, rows: { customers = 0, events = 0 } }: Contents): string =>
  `${customers} customers, ${events} events, schema ${schema}`;

function register(command: Command, work: Work, verb: string, urlOf: (database?: string) => string): void {
  withDatabase(command)
    .argument('<file>', 'the copy')
    .option('--force', 'replace what is there already')
    .action(async (file: string, { database, force = false }: Options) => {
      const { told, end } = progressOn(process.stderr);
      const copied = (signal: AbortSignal) => work(urlOf(database), file, { force, progress: told, signal });
      const contents = await stoppable(copied).finally(end);
      command.configureOutput().writeOut?.(`${verb} ${file}: ${said(contents)}\n`);
    });
}

/** Adds `backup FILE` and `restore FILE` to the program: verified copies of a SQLite database, out and in. */
export function registerBackup(program: Command, urlOf: (database?: string) => string): void {
  const backup = program
    .command('backup')
    .description('copy a SQLite database into a file, while a gateway serves it')
    .addHelpText('after', '\nExample:\n  $ customer-gateway backup customers-monday.db');
  register(backup, backUp, 'saved', urlOf);
  const back = program
    .command('restore')
    .description('put a copy in the place of a SQLite database that no gateway serves')
    .addHelpText('after', '\nExample:\n  $ customer-gateway restore customers-monday.db --force');
  register(back, restore, 'restored', urlOf);
}
