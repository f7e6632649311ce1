import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import { isTrouble } from './constraints.js';
import { again, type Outcomes, type Works } from './postgres-works.js';
import { stillPatient, type Waiting } from './waiting.js';

interface Addition extends Waiting {
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
}

/** Of how many works a transaction consists at most, and how many such transactions are under way at once. */
const mostTogether = 32;
const mostUnderWay = 3;

/** How many may wait; the next one is refused at once. And for how long, in milliseconds. */
const mostWaiting = 500;
const patience = 3000;

function tell(batch: readonly Addition[], outcomes: Outcomes<unknown>): void {
  batch.forEach(({ resolve, fail }, index) => {
    const outcome = outcomes[index];
    if (outcome?.status === 'fulfilled') resolve(outcome.value);
    else fail(outcome?.reason);
  });
}

/**
 * Works that only add share transactions where several are asked for at once: their statements travel together, and one
 * COMMIT makes all of them durable. `together` is all or nothing; when it is refused, each work is run again by itself, so
 * that only the refused ones are lost. Faults: unavailable, when the database is, or too many wait, or for too long.
 */
export function createAdditions(
  together: (works: Works<unknown>) => Promise<Outcomes<unknown>>,
): <T>(work: () => Work<T>) => Promise<T> {
  let waiting: Addition[] = [];
  let underWay = 0;

  const carryOut = async (batch: readonly Addition[]): Promise<void> => {
    try {
      const works = batch.map(({ work }) => work);
      tell(batch, await (works.length === 1 ? again(() => together(works)) : together(works)));
    } catch (error) {
      if (batch.length > 1 && !isTrouble(error)) await Promise.all(batch.map((one) => carryOut([one])));
      else for (const { fail } of batch) fail(error);
    }
  };

  const begin = (): void => {
    waiting = stillPatient(waiting, patience);
    while (waiting.length > 0 && underWay < mostUnderWay) {
      underWay += 1;
      void carryOut(waiting.splice(0, mostTogether)).then(() => {
        underWay -= 1;
        begin();
      });
    }
  };

  return <T>(work: () => Work<T>) =>
    new Promise<T>((resolve, fail) => {
      if (waiting.length === mostWaiting) throw new Fault('unavailable');
      // The first of a turn waits for the others of it.
      if (waiting.length === 0) setImmediate(begin);
      waiting.push({ work, resolve: resolve as (value: unknown) => void, fail, since: performance.now() });
    });
}
