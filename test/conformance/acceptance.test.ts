import type { Answer, Exercise, Kept } from './exercises/exercise.js';
import { databaseNames } from '../support/databases.js';
import { openHouse, type House } from './house.js';
import { recordsOfEveryKind } from './records.js';
import { subjects } from './subjects.js';

/** A user of the demo data. */
const user = 125;

/** Who made customers without any dialect. */
const demo = 'the demo';
const records = 'the admin plane';

/** Everybody who can make a customer. */
const makers = [
  demo,
  ...subjects.flatMap(({ name, exercise }) => (exercise.creations.length > 0 ? [name] : [])),
  records,
];

let house: House;

/** Whose customers are whose, by id. */
let made: Map<number, string>;

async function create({ creations, succeeded }: Exercise): Promise<void> {
  for (const request of creations) {
    const answer = await house.ask(request);
    if (!succeeded(answer)) throw new Error(`${request.path} answered ${answer.status}: ${answer.text}`);
  }
}

async function createRecords(): Promise<void> {
  for (const record of recordsOfEveryKind(200, user)) {
    const { status, text } = await house.keep(record);
    if (status !== 201) throw new Error(`${JSON.stringify(record)}: ${text}`);
  }
}

/** Notes who made what has come since the last time. */
async function note(maker: string): Promise<void> {
  for (const { id } of await house.customers()) if (!made.has(id)) made.set(id, maker);
}

const madeBy = (customers: readonly Kept[], maker: string): readonly Kept[] =>
  customers.filter(({ id }) => made.get(id) === maker);

/** What every dialect shows of a customer. */
const everywhere = (customer: Kept): Promise<readonly Answer[]> =>
  Promise.all(subjects.map(({ exercise }) => house.ask(exercise.read(customer))));

/** Sends a customer back as it is shown; who is removed need not be shown. */
async function sendBack(customer: Kept, { read, update, succeeded }: Exercise): Promise<void> {
  const shown = await everywhere(customer);
  const answer = await house.ask(read(customer));
  if (!succeeded(answer) && customer.removedAt !== undefined) return;
  const request = update(customer, answer.text);
  const updated = await house.ask(request);
  expect({ answer, request, updated, succeeded: succeeded(updated) }).toMatchObject({ succeeded: true });
  expect(await everywhere(customer)).toEqual(shown);
}

describe.each(databaseNames)('on %s', (database) => {
  beforeAll(async () => {
    house = await openHouse(database);
    made = new Map();
    await note(demo);
    for (const { name, exercise } of subjects) {
      await create(exercise);
      await note(name);
    }
    await createRecords();
    await note(records);
  });

  afterAll(() => house.close());

  test('everybody who can make a customer has made some', () => {
    expect(new Set(made.values())).toEqual(new Set(makers));
  });

  describe.each(subjects.map(({ name, exercise }) => [name, exercise] as const))('%s', (_name, exercise) => {
    test.each(makers)('shows every customer that %s made', async (maker) => {
      const refused: object[] = [];
      for (const customer of madeBy(await house.customers(), maker)) {
        const answer = await house.ask(exercise.read(customer));
        if (!exercise.succeeded(answer) && customer.removedAt === undefined) refused.push({ customer, answer });
      }
      expect(refused).toEqual([]);
    });

    test.each(makers)('takes back what it shows of a customer that %s made, and nothing changes', async (maker) => {
      const before = { customers: await house.customers(), events: await house.events() };
      for (const customer of madeBy(before.customers, maker)) await sendBack(customer, exercise);
      expect(await house.customers()).toEqual(before.customers);
      expect(await house.events()).toBe(before.events);
    });
  });
});
