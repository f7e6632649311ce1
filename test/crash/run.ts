import { databases } from '../support/databases.js';
import { campaign, type Outcome } from './campaign.js';
import { readOptions, usage, type Options } from './options.js';

/** The steps around a run of the other tests, which start and stop PostgreSQL. */
async function step(name: 'setup' | 'teardown'): Promise<void> {
  const file = new URL(`../support/postgres-${name}.js`, import.meta.url).href;
  const { default: take } = (await import(file)) as { readonly default: () => Promise<void> };
  await take();
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function onOne(name: Options['chosen'][number], workers: number, options: Options): Promise<Outcome> {
  const database = await databases[name]();
  const kills = Math.ceil(options.kills / options.workers.length);
  const tellOf = (line: string): void => tell(`${name}, ${workers} worker${workers === 1 ? '' : 's'}: ${line}`);
  try {
    return await campaign({ database: database.url, workers }, { ...options, kills }, tellOf);
  } finally {
    await database.drop();
  }
}

async function onAll(options: Options): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  if (options.chosen.includes('postgres')) await step('setup');
  try {
    for (const name of options.chosen) {
      for (const workers of options.workers) outcomes.push(await onOne(name, workers, options));
    }
  } finally {
    await step('teardown');
  }
  return outcomes;
}

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return void process.stdout.write(`${usage}\n`);
  const since = performance.now();
  const outcomes = await onAll(options);
  const [lost, torn] = [sum(outcomes, (one) => one.lost.length), sum(outcomes, (one) => one.torn.length)];
  for (const outcome of outcomes) {
    for (const what of outcome.lost.slice(0, 20)) tell(`lost: ${what}`);
    for (const what of outcome.torn.slice(0, 20)) tell(`torn: ${what}`);
  }
  tell(`${((performance.now() - since) / 1000).toFixed(0)} s`);
  const kills = sum(outcomes, (one) => one.kills);
  const acknowledged = sum(outcomes, (one) => one.acknowledged);
  process.stdout.write(`kills ${kills}, acknowledged ${acknowledged}, lost ${lost}, torn ${torn}\n`);
  process.exitCode = lost + torn > 0 ? 1 : 0;
}

await main().catch((error: unknown) => {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
