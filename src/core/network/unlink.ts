import { held } from '../customers/held.js';
import type { Operation } from '../operation.js';
import { known, type LinkStructures } from './link.js';

/** The ids given, none of which is linked any more. Faults: customer-unknown, structure-unknown. */
export const unlink: Operation<LinkStructures, readonly number[]> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { customerId, structureIds }) {
    yield* held({ tx, reach }, customerId);
    const ids = yield* known({ tx }, structureIds);
    const linked = yield* tx.network.linked(customerId);
    const leaving = ids.filter((id) => linked.has(id));
    if (leaving.length === 0) return ids;
    yield* tx.network.unlink(customerId, leaving);
    const at = new Date(clock.now()).toISOString();
    const patch = [['structures.unlinked', leaving]] as const;
    yield* tx.happened({ ...actor, subject: 'customers', subjectId: customerId, at, patch });
    return ids;
  },
};
