import { join } from 'node:path';
import { commitCost } from './commit-cost.js';
import { startGuarded } from './credentials.js';
import { takeCores } from './cores.js';
import type { Dataset } from './dataset.js';
import { seed, startGateway, startTimes } from './gateway.js';
import { measure } from './measurement.js';
import { type Options, readOptions, usage } from './options.js';
import { startPostgres } from './postgres.js';
import { report } from './report.js';
import { openWorkplace, type Workplace } from './workplace.js';

const startCustomers = 1_000;
const starts = 5;

const databaseOf = async ({ database }: Options, work: Workplace): Promise<string> =>
  database === 'postgres' ? startPostgres(work) : (database ?? `sqlite:${join(work.folder, 'bench.db')}`);

async function bench(options: Options): Promise<string> {
  const work = openWorkplace();
  const cores = takeCores();
  const database = await databaseOf(options, work);
  const data: Dataset = {
    customers: options.customers,
    mark: Math.floor(Date.now() / 1000)
      .toString(36)
      .toUpperCase(),
  };
  const commitMs = commitCost(work.folder);
  const few = Math.min(startCustomers, data.customers);
  await seed(work, database, data, 1, few);
  const start = { customers: few, times: await startTimes(work, cores, database, starts) };
  if (data.customers > few) await seed(work, database, data, few + 1, data.customers);
  const gateway = await startGateway(work, cores, database);
  const guarded = await startGuarded(work, cores, database);
  const measured = await measure({ work, cores, gateway, guarded, data, options });
  const kind = database.replace(/:.*/s, '');
  return report(measured, { ...options, database: kind, pinned: cores !== undefined, start, commitMs });
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  process.stdout.write(`${options ? await bench(options) : usage}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
