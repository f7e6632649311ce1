import { wrongAnswers } from './answers.js';
import { check } from './check.js';
import { readContents } from './contents.js';
import { killWhileStarting, startGateway, type Gateway, type Plan } from './gateway.js';
import { createLedger, type Ledger } from './ledger.js';
import { createCrew, writeUntil } from './load.js';
import type { Options } from './options.js';

/** What a series of kills on one database has shown. */
export interface Outcome {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly torn: readonly string[];
}

/** How often the start after a kill is killed as well, and within how many milliseconds. */
const second = { often: 0.25, within: 600 };

/** How many writes are acknowledged before the next kill: few or many, so that it comes at every age of the process. */
const untilKill = (average: number): number => 1 + Math.floor(Math.random() * (2 * average - 1));

async function restarted(plan: Plan): Promise<Gateway> {
  if (Math.random() < second.often) await killWhileStarting(plan, Math.random() * second.within);
  return startGateway(plan);
}

/** Kills one of several workers first, all of them in the end; how many kills that are. */
async function killed(gateway: Gateway, { workers }: Plan): Promise<number> {
  if (workers > 1) await gateway.killWorker();
  await gateway.end('SIGKILL');
  return workers > 1 ? 2 : 1;
}

/** Everything that was ever acknowledged, and the answers of the gateway for what was written since the last kill. */
async function findings(url: string, gateway: Gateway, ledger: Ledger, before: number) {
  const contents = await readContents(url);
  const { lost, torn } = check(contents, ledger);
  const recent = [...ledger.attempts.values()].slice(before);
  return { lost, torn: [...torn, ...(await wrongAnswers(gateway.url, contents, recent))] };
}

/** Kills the gateway over and over while clients write, and checks all of the database after every kill. */
export async function campaign(
  plan: Plan,
  { kills, clients, writes }: Pick<Options, 'kills' | 'clients' | 'writes'>,
  tell: (line: string) => void,
): Promise<Outcome> {
  const ledger = createLedger();
  const crew = createCrew(ledger, clients);
  let gateway = await startGateway(plan);
  let found: Pick<Outcome, 'lost' | 'torn'> = { lost: [], torn: [] };
  let kill = 0;
  while (kill < kills && found.lost.length + found.torn.length + crew.refused.length === 0) {
    const before = ledger.attempts.size;
    await writeUntil(crew, gateway.url, untilKill(writes), async () => (kill += await killed(gateway, plan)));
    gateway = await restarted(plan);
    found = await findings(plan.database, gateway, ledger, before);
    tell(`kill ${kill} of ${kills}, acknowledged ${ledger.acknowledged()}`);
  }
  const code = await gateway.end('SIGTERM');
  const refused = crew.refused.map((answer) => `refused: ${answer}`);
  const ending = code === 0 ? [] : [`the gateway ended with ${code} when it was asked to stop`];
  return {
    kills: kill,
    acknowledged: ledger.acknowledged(),
    lost: found.lost,
    torn: [...found.torn, ...refused, ...ending],
  };
}
