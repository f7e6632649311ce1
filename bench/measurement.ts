import type { Guarded } from './credentials.js';
import { startCeiling } from './ceiling.js';
import { type Client, startClient } from './client/control.js';
import type { Outcome } from './client/load.js';
import type { Cores } from './cores.js';
import type { Dataset } from './dataset.js';
import { ask } from './http.js';
import type { Options } from './options.js';
import { anonymousMegabytes, cpuSeconds } from './process-figures.js';
import { progress } from './progress.js';
import { type Asked, ceiling as ceilingScenario, type Scenario } from './scenarios.js';
import { pause } from './time-limit.js';
import type { Server, Workplace } from './workplace.js';

/** Connections that ask at the same time. */
export const connections = 32;
const warmUpSeconds = 3;
const settleMs = 300;

/** One repetition: what the client saw, answers a second, and the server's processor time per answer in µs. */
export interface Sample {
  readonly outcome: Outcome;
  readonly rate: number;
  /** Undefined where the system does not tell. */
  readonly cpu: number | undefined;
}

/** All repetitions of a scenario, each with the repetition of the ceiling just before it. */
export interface Row {
  readonly scenario: Scenario;
  readonly pairs: readonly Pair[];
  /** What was wrong with the trial's answer. */
  readonly note: string | undefined;
}

export interface Pair {
  readonly ceiling: Sample;
  readonly own: Sample;
}

export interface Measurements {
  readonly rows: readonly Row[];
  readonly ceilingBytes: number;
  /** The most anonymous memory seen after a repetition; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
}

/** What takes part in a measurement. */
export interface Parties {
  readonly work: Workplace;
  readonly cores: Cores | undefined;
  readonly gateway: Server;
  readonly guarded: Guarded;
  readonly data: Dataset;
  readonly options: Options;
}

interface Bench extends Parties {
  readonly client: Client;
  readonly ceiling: Server;
}

interface OpenRow extends Row {
  readonly pairs: Pair[];
}

/** Measures every chosen scenario in turn with the ceiling, round by round, after warming all of them up. */
export async function measure(parties: Parties): Promise<Measurements> {
  const { work, cores, gateway, data, options } = parties;
  const answer = await ask(gateway.address, ceilingScenario.request(0, data));
  if (answer.status !== 200) throw new Error(`the gateway answers the ceiling's request with ${answer.status}`);
  const ceiling = await startCeiling(work, cores, answer);
  const bench: Bench = { ...parties, client: startClient(work, cores), ceiling };
  const rows: OpenRow[] = [];
  for (const scenario of options.chosen) rows.push({ scenario, note: await trial(bench, scenario), pairs: [] });
  await warmUp(bench);
  const memory: number[] = [];
  for (let round = 1; round <= options.repetitions; round += 1) {
    progress(`round ${round} of ${options.repetitions}`);
    memory.push(...(await measureOnce(bench, rows)));
  }
  return { rows, ceilingBytes: answer.body.length, megabytes: memory.length > 0 ? Math.max(...memory) : undefined };
}

/** The complaint about the answer to the scenario's first request, undefined when it is as expected. */
async function trial(bench: Bench, scenario: Scenario): Promise<string | undefined> {
  const { request, headers, complaint } = scenario;
  const { server, extra } = wayOf(bench, scenario);
  const { status, body } = await ask(server.address, request(0, bench.data), { ...headers, ...extra });
  return status < 200 || status > 299 ? `answered with status ${status}` : complaint?.(body.toString());
}

async function warmUp(bench: Bench): Promise<void> {
  progress('warming up');
  await load(bench, ceilingScenario, bench.ceiling, warmUpSeconds);
  for (const scenario of bench.options.chosen)
    await load(bench, scenario, wayOf(bench, scenario).server, warmUpSeconds);
}

/** Adds one pair to every row; answers the gateway's memory after each, where the system tells. */
async function measureOnce(bench: Bench, rows: readonly OpenRow[]): Promise<readonly number[]> {
  const memory: number[] = [];
  for (const { scenario, pairs } of rows) {
    const ceiling = await load(bench, ceilingScenario, bench.ceiling, bench.options.seconds);
    const own = await load(bench, scenario, wayOf(bench, scenario).server, bench.options.seconds);
    pairs.push({ ceiling, own });
    const megabytes = anonymousMegabytes(bench.gateway.process);
    if (megabytes !== undefined) memory.push(megabytes);
  }
  return memory;
}

/** Which gateway a scenario asks, and what it sends to be let in. */
function wayOf({ gateway, guarded }: Bench, { credentials }: Asked) {
  return credentials === undefined
    ? { server: gateway, extra: {} }
    : { server: guarded.gateway, extra: guarded.headers[credentials] };
}

async function load(bench: Bench, asked: Asked, server: Server, seconds: number): Promise<Sample> {
  await pause(settleMs);
  const before = cpuSeconds(server.process);
  const { data, client } = bench;
  const headers = server === bench.ceiling ? {} : wayOf(bench, asked).extra;
  const outcome = await client({ scenario: asked.name, address: server.address, data, connections, seconds, headers });
  const after = cpuSeconds(server.process);
  const cpu = before === undefined || after === undefined ? undefined : ((after - before) / outcome.answers) * 1e6;
  return { outcome, rate: outcome.answers / outcome.seconds, cpu };
}
