import type { Operation } from '../operation.js';
import { createPlan, type CreatePlan } from './create-plan.js';
import type { PaymentPlan } from './plan.js';
import { updatePlan, type UpdatePlan } from './update-plan.js';

/** A plan that is new, or changes of the one with an id. */
export type WritePlan = CreatePlan | (UpdatePlan & { readonly id: number });

/** The plan as it is now, and whether it is new. */
export interface WrittenPlan {
  readonly plan: PaymentPlan;
  readonly created: boolean;
}

/** Creates a plan, or changes the one that is named. Faults: those of either. */
export const writePlan: Operation<WritePlan, WrittenPlan> = {
  mode: 'change',
  *run(context, input) {
    if ('plan' in input) return { plan: yield* createPlan.run(context, input), created: true };
    return { plan: yield* updatePlan.run(context, input), created: false };
  },
};
