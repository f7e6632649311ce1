import { Command } from 'commander';
import { registerDeliveries } from '../../src/cli/deliveries.js';
import { Failure } from '../../src/failure.js';
import { callbacks } from './herald.js';
import { openHouse, until, type House } from './house.js';
import { openReceiver, status, type Receiver } from './receiver.js';

let house: House;
let receiver: Receiver;

beforeEach(async () => {
  house = await openHouse('sqlite', [1, 2]);
  receiver = await openReceiver(status(500));
  await house.register(receiver.url);
});

afterEach(async () => {
  await house.close();
  await receiver.close();
});

/** What a command prints. */
async function deliveries(...args: readonly string[]): Promise<string> {
  let printed = '';
  const program = new Command().exitOverride().configureOutput({ writeOut: (text) => (printed += text) });
  const vocabularies = [{ dialect: 'herald', events: callbacks.events }];
  registerDeliveries(program, async () => ({ run: house.run, vocabularies, close: () => Promise.resolve() }));
  await program.parseAsync(['deliveries', ...args], { from: 'user' });
  return printed;
}

const states = async () => (await house.run('delivery.list', { after: 0, limit: 9 })).map(({ state }) => state);

async function giveUp(): Promise<void> {
  const giving = await house.deliver();
  await until(async () => house.pass(5000) && (await states()).every((state) => state === 'dead'));
  await giving.stop(0);
}

test('Deliveries are listed, all of them or those in one state, in the words of their dialect.', async () => {
  expect(await deliveries('list')).toBe('ID\tCALLBACK\tCUSTOMER\tEVENT\tAT\tSTATE\tFAILURES\tNEXT\tREASON\n');
  await house.change(1, 'overdue1');
  await house.change(2, 'overdue1');
  const at = house.bench.clock.at;
  const [, first, second, ...more] = (await deliveries('list')).split('\n');
  expect(first).toBe(['1', '1', '1', 'customerUpdated', at, 'waiting', '0', at, ''].join('\t'));
  expect(second?.split('\t')[2]).toBe('2');
  expect(more).toEqual(['']);
  await giveUp();
  expect(await deliveries('list', '--state', 'waiting')).not.toContain('customerUpdated');
  expect(await deliveries('list', '--state', 'dead')).toMatch(/\tdead\t5\t-\tanswered 500\n/);
});

test('What was given up is delivered again, by its id or all at once.', async () => {
  for (const id of [1, 2]) await house.change(id, 'overdue1');
  await giveUp();
  expect(await deliveries('redeliver', '2')).toBe('1 to be delivered again\n');
  expect(await states()).toEqual(['dead', 'waiting']);
  expect(await deliveries('redeliver', '--dead')).toBe('1 to be delivered again\n');
  expect(await states()).toEqual(['waiting', 'waiting']);
});

test.each([[['9']], [['x']], [[]], [['1', '--dead']]])('It is refused in one line: redeliver %j', async (args) => {
  await house.change(1, 'overdue1');
  await expect(deliveries('redeliver', ...args)).rejects.toBeInstanceOf(Failure);
});
