import type { Answer, Exercise, Kept } from './exercises/exercise.js';
import { databaseNames } from '../support/databases.js';
import { openHouse, type House } from './house.js';
import { recordsOfEveryKind } from './records.js';
import { subjects } from './subjects.js';

/** A user of the demo data. */
const user = 125;

let house: House;

async function create({ creations, succeeded }: Exercise): Promise<void> {
  for (const request of creations) {
    const answer = await house.ask(request);
    if (!succeeded(answer)) throw new Error(`${request.path} answered ${answer.status}: ${answer.text}`);
  }
}

/** What every dialect shows of a customer. */
const everywhere = (customer: Kept): Promise<readonly Answer[]> =>
  Promise.all(subjects.map(({ exercise }) => house.ask(exercise.read(customer))));

describe.each(databaseNames)('on %s', (database) => {
  beforeAll(async () => {
    house = await openHouse(database);
    for (const { exercise } of subjects) await create(exercise);
    for (const record of recordsOfEveryKind(200, user)) {
      const { status, text } = await house.keep(record);
      if (status !== 201) throw new Error(`${JSON.stringify(record)}: ${text}`);
    }
  });

  afterAll(() => house.close());

  describe.each(subjects.map(({ name, exercise }) => [name, exercise] as const))('%s', (_name, exercise) => {
    test('shows every customer there is, whoever made it', async () => {
      const refused: object[] = [];
      for (const customer of await house.customers()) {
        const answer = await house.ask(exercise.read(customer));
        if (!exercise.succeeded(answer) && customer.removedAt === undefined) refused.push({ customer, answer });
      }
      expect(refused).toEqual([]);
    });

    test('takes back what it shows of a customer, whoever made it, and nothing changes anywhere', async () => {
      const before = { customers: await house.customers(), events: await house.events() };
      for (const customer of before.customers) {
        const shown = await everywhere(customer);
        const read = await house.ask(exercise.read(customer));
        if (!exercise.succeeded(read)) continue;
        const request = exercise.update(customer, read.text);
        const updated = await house.ask(request);
        expect({ request, updated, succeeded: exercise.succeeded(updated) }).toMatchObject({ succeeded: true });
        expect(await everywhere(customer)).toEqual(shown);
      }
      expect(await house.customers()).toEqual(before.customers);
      expect(await house.events()).toBe(before.events);
    });
  });
});
