import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { agedStatuses, type AgeingStep } from './ageing.js';

/** The steps of ageing, those that come first first; none until somebody sets them. */
export const readAgeing: Operation<object, readonly AgeingStep[]> = {
  mode: 'read',
  *run({ tx }) {
    return yield* tx.billing.ageingSteps();
  },
};

/** Sets the steps of ageing, from the next daily run on. Faults: invalid where two begin on the same day, or a later one is milder. */
export const replaceAgeing: Operation<{ readonly steps: readonly AgeingStep[] }, readonly AgeingStep[]> = {
  mode: 'change',
  *run({ tx, clock, actor }, { steps }) {
    const sorted = [...steps].sort((a, b) => a.days - b.days);
    const severity = ({ status }: AgeingStep) => (agedStatuses as readonly string[]).indexOf(status);
    sorted.forEach((step, at) => {
      const next = sorted[at + 1];
      if (!next || (next.days > step.days && severity(next) > severity(step))) return;
      throw new Fault('invalid', { problems: [{ member: `steps[${at + 1}]`, rule: 'ascending', value: next.days }] });
    });
    yield* tx.billing.setAgeingSteps(sorted);
    const patch = [['ageing', sorted.map(({ days, status }) => ({ days, status }))]] as const;
    yield* tx.happened({ ...actor, subject: 'settings', subjectId: 0, at: new Date(clock.now()).toISOString(), patch });
    return sorted;
  },
};
