import { cpus } from 'node:os';
import { type Goal, memoryGoal, startGoal, verdicts } from './goals.js';
import { table } from './markdown.js';
import { connections, type Measurements, type Pair, type Row, type Sample } from './measurement.js';
import { ceiling } from './scenarios.js';
import { median } from './statistics.js';

/** How the run was made, and the figures that belong to no scenario. */
export interface Run {
  readonly database: string;
  readonly customers: number;
  readonly repetitions: number;
  readonly seconds: number;
  readonly pinned: boolean;
  readonly start: { readonly customers: number; readonly times: readonly number[] };
  readonly commitMs: number;
}

const heads = [
  'scenario',
  'req/s',
  'of ceiling',
  'by CPU',
  'must',
  'aim',
  'p50 ms',
  'p99 ms',
  'must',
  'aim',
  'CPU µs',
  'errors',
];

/** The whole run as Markdown: how it was made, a table of scenarios, a table of the other figures, and notes. */
export function report(measured: Measurements, run: Run): string {
  const scenarios = table(heads, [ceilingLine(measured.rows), ...measured.rows.map((row) => line(row, run))]);
  const figures = table(
    ['figure', 'median', 'must', 'aim'],
    [
      figure(`start to ready, ${run.start.customers} customers, ms`, median(run.start.times), 0, startGoal),
      figure('memory under load (RssAnon), MB', measured.megabytes, 0, memoryGoal),
      figure('one FULL commit on this disk, ms', run.commitMs, 3),
    ],
  );
  return [introduction(measured, run), scenarios, figures, ...notes(measured.rows)].join('\n\n');
}

function introduction({ rows, ceilingBytes }: Measurements, run: Run): string {
  const [processor] = cpus();
  return [
    '# customer-gateway benchmark\n',
    `- Gateway: one process, ${run.database}, ${run.customers} customers, log on.`,
    `- Load: ${connections} keep-alive connections, ${run.repetitions} × ${run.seconds} s each, in turn with the ceiling; medians.`,
    `- Machine: Node ${process.version}, ${cpus().length} × ${processor?.model.trim()}; ` +
      (run.pinned ? 'server on one core, client on another.' : 'nothing pinned, for want of taskset or a second core.'),
    `- Client: bench/client (raw sockets, closed loop). ${shares(ceilingSamples(rows))}`,
    `- Ceiling: bare node:http, always answering the gateway's own ${ceilingBytes} bytes of one customer.`,
  ].join('\n');
}

/** Tells whether the ceiling is the server's own: the client had time left, and nothing else took the server's core. */
function shares(samples: readonly Sample[]): string {
  const client = median(samples.map(({ outcome }) => outcome.busy));
  const server = median(samples.map(({ cpu, rate }) => ((cpu ?? NaN) * rate) / 1e6));
  const disturbed = server < 0.9 && client < 0.9 ? ': SOMETHING ELSE RAN ON THESE CORES, repeat when it is quiet' : '';
  return `At the ceiling it used ${percent(client)} of a core, the server ${percent(server)}${disturbed}.`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? 'an unknown share' : `${Math.round(share * 100)} %`;
}

function ceilingLine(rows: readonly Row[]): readonly string[] {
  const samples = ceilingSamples(rows);
  const [p50, p99] = latencies(samples);
  return [ceiling.name, rate(samples), '1', '1', '–', '–', ms(p50), ms(p99), '–', '–', cpu(samples), errors(samples)];
}

function line({ scenario, pairs }: Row, { database }: Run): readonly string[] {
  const samples = pairs.map(({ own }) => own);
  const shares = pairs.map(({ own, ceiling }) => own.rate / ceiling.rate);
  const [low, share, high] = [Math.min(...shares), median(shares), Math.max(...shares)];
  const [p50, p99] = latencies(samples);
  return [
    ...[scenario.name, rate(samples), `${share.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`, byCpu(pairs)],
    ...verdicts(database === 'postgres' ? scenario.goals.postgres : scenario.goals.share, share),
    ...[ms(p50), ms(p99), ...verdicts(scenario.goals.p99, p99)],
    ...[cpu(samples), errors(samples)],
  ];
}

/** The same share from processor time an answer: what it would be if nothing else ran on the server's core. */
function byCpu(pairs: readonly Pair[]): string {
  const known = pairs.flatMap(({ own, ceiling }) => (own.cpu && ceiling.cpu ? [ceiling.cpu / own.cpu] : []));
  return known.length === 0 ? '–' : median(known).toFixed(3);
}

function ceilingSamples(rows: readonly Row[]): readonly Sample[] {
  return rows.flatMap(({ pairs }) => pairs.map(({ ceiling }) => ceiling));
}

function rate(samples: readonly Sample[]): string {
  return Math.round(median(samples.map((sample) => sample.rate))).toLocaleString('en');
}

function latencies(samples: readonly Sample[]): readonly [p50: number, p99: number] {
  return [median(samples.map(({ outcome }) => outcome.p50)), median(samples.map(({ outcome }) => outcome.p99))];
}

function ms(value: number): string {
  return value.toFixed(2);
}

function cpu(samples: readonly Sample[]): string {
  const known = samples.flatMap((sample) => sample.cpu ?? []);
  return known.length === 0 ? '–' : median(known).toFixed(1);
}

/** All errors of all repetitions by kind: `0`, or `12 (status 409: 12)`. */
function errors(samples: readonly Sample[]): string {
  const sums = new Map<string, number>();
  for (const [kind, count] of samples.flatMap(({ outcome }) => Object.entries(outcome.errors))) {
    sums.set(kind, (sums.get(kind) ?? 0) + count);
  }
  const total = [...sums.values()].reduce((sum, count) => sum + count, 0);
  return total === 0 ? '0' : `${total} (${[...sums].map(([kind, count]) => `${kind}: ${count}`).join(', ')})`;
}

function figure(name: string, value: number | undefined, digits: number, goal?: Goal): readonly string[] {
  if (value === undefined) return [name, 'unknown here', '–', '–'];
  return [name, value.toFixed(digits), ...verdicts(goal, value)];
}

function notes(rows: readonly Row[]): readonly string[] {
  const complaints = rows.filter(({ note }) => note !== undefined);
  return complaints.map(({ scenario, note }) => `**${scenario.name}: not as expected: ${note}.**`);
}
