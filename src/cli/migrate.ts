import type { Command } from 'commander';
import { migrate, rollback } from '../store/migrate.js';
import { openDatabase } from '../store/open.js';
import { withDatabase } from './settings.js';

interface Options {
  readonly database?: string;
  readonly down?: boolean;
}

/** Adds `migrate` to the program: brings a database's schema up to date, or takes the last step back. */
export function registerMigrate(program: Command, urlOf: (database: string | undefined) => string): void {
  withDatabase(program.command('migrate'))
    .description('bring the schema of a database up to date')
    .option('--down', 'take the last batch of migrations back instead')
    .addHelpText('after', '\nExample:\n  $ customer-gateway migrate --database sqlite:./data/customers.db')
    .action(async ({ database, down }: Options) => {
      const engine = await openDatabase(urlOf(database));
      try {
        const ran = down ? await rollback(engine) : await migrate(engine);
        process.stdout.write(ran.length > 0 ? `${ran.join('\n')}\n` : 'nothing to do\n');
      } finally {
        await engine.close();
      }
    });
}
