import { Option, type Command } from 'commander';
import { Fault } from '../core/fault.js';
import { deliveryStates, type Delivery, type DeliveryState } from '../core/notify/model.js';
import type { RunNotify } from '../core/notify/operations.js';
import { wordFor, type Vocabulary } from '../core/notify/vocabulary.js';
import { Failure } from '../failure.js';
import { withDatabase } from './settings.js';

/** A database that is ready for deliveries, and the words of the dialects that tell of events. */
export interface OpenDeliveries {
  readonly run: RunNotify;
  readonly vocabularies: readonly Vocabulary[];
  close(): Promise<void>;
}

/** Opens the database at a URL, or the one in the settings. */
export type Open = (database: string | undefined) => Promise<OpenDeliveries>;

interface Options {
  readonly database?: string;
  readonly state?: DeliveryState;
  readonly dead?: boolean;
}

type Print = (text: string) => void;

const titles = ['ID', 'CALLBACK', 'CUSTOMER', 'EVENT', 'AT', 'STATE', 'FAILURES', 'NEXT', 'REASON'];

const pageSize = 500;

function line(vocabularies: readonly Vocabulary[], delivery: Delivery): readonly string[] {
  const { id, callbackId, dialect, customerId, event, at, state, attempts, dueAt = '-', error = '' } = delivery;
  const word = wordFor(vocabularies, dialect, event);
  return [String(id), String(callbackId), String(customerId), word, at, state, String(attempts), dueAt, error];
}

/** Prints page by page, so that a long list is never held; columns are parted by tabs. */
async function list({ run, vocabularies }: OpenDeliveries, state: DeliveryState | undefined, print: Print) {
  print(`${titles.join('\t')}\n`);
  for (let after = 0; ;) {
    const found = await run('delivery.list', { state, after, limit: pageSize });
    print(found.map((delivery) => `${line(vocabularies, delivery).join('\t')}\n`).join(''));
    if (found.length < pageSize) return;
    after = found.at(-1)?.id ?? after;
  }
}

const unknown = (text: string): Failure => new Failure(`There is no delivery ${text}.`);

function idIn(text: string, before: readonly number[] = []): readonly number[] {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw unknown(text);
  return [...before, Number(text)];
}

async function redeliver({ run }: OpenDeliveries, ids: readonly number[], dead: boolean, print: Print): Promise<void> {
  if (dead === ids.length > 0) throw new Failure('Name deliveries by their ids, or give --dead, not both.');
  for (const id of ids) {
    await run('delivery.redeliver', { id }).catch((error: unknown) => {
      throw error instanceof Fault && error.code === 'record-unknown' ? unknown(String(id)) : error;
    });
  }
  print(`${dead ? await run('delivery.redeliver-dead', {}) : ids.length} to be delivered again\n`);
}

/** Adds `deliveries list` and `deliveries redeliver` to the program. */
export function registerDeliveries(program: Command, open: Open): void {
  const deliveries = program
    .command('deliveries')
    .description('what is told to callbacks: waiting, delivered, given up');
  const added = (verb: string, description: string): Command =>
    withDatabase(deliveries.command(verb).description(description));
  const within = async (
    options: Options,
    command: Command,
    work: (opened: OpenDeliveries, print: Print) => unknown,
  ) => {
    const opened = await open(options.database);
    try {
      await work(opened, (text) => command.configureOutput().writeOut?.(text));
    } finally {
      await opened.close();
    }
  };
  added('list', 'print deliveries, columns parted by tabs')
    .addOption(new Option('--state <state>', 'only these').choices(deliveryStates))
    .action((options: Options, command: Command) =>
      within(options, command, (opened, print) => list(opened, options.state, print)),
    );
  added('redeliver', 'have deliveries made again, whatever became of them, by the gateways that serve')
    .argument('[id...]', 'the ids of deliveries', idIn)
    .option('--dead', 'all that were given up')
    .addHelpText(
      'after',
      '\nExamples:\n  $ customer-gateway deliveries redeliver 17 18\n  $ customer-gateway deliveries redeliver --dead',
    )
    .action((ids: readonly number[], options: Options, command: Command) =>
      within(options, command, (opened, print) => redeliver(opened, ids, options.dead === true, print)),
    );
}
