import type { Work } from '../change.js';
import { held } from '../customers/held.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Context } from '../ports.js';

export interface LinkStructures {
  readonly customerId: number;
  readonly structureIds: readonly number[];
}

interface Linking extends Pick<Context, 'tx' | 'actor'> {
  readonly at: string;
}

/** The ids once each, all of them known. Faults: structure-unknown with the ids that are not. */
export function* known({ tx }: Pick<Context, 'tx'>, structureIds: readonly number[]): Work<readonly number[]> {
  const ids = [...new Set(structureIds)];
  if (ids.length === 0) return ids;
  const existing = yield* tx.network.existing(ids);
  const unknown = ids.filter((id) => !existing.has(id));
  if (unknown.length > 0) throw new Fault('structure-unknown', { ids: unknown });
  return ids;
}

/** Links each structure once, in the order given. Faults: structure-unknown. */
export function* linkAll(
  linking: Linking,
  customerId: number,
  structureIds: readonly number[],
): Work<readonly number[]> {
  const ids = yield* known(linking, structureIds);
  if (ids.length === 0) return ids;
  yield* linking.tx.network.link(customerId, ids);
  const patch = [['structures.linked', ids]] as const;
  yield* linking.tx.happened({ ...linking.actor, subject: 'customers', subjectId: customerId, at: linking.at, patch });
  return ids;
}

/** The ids just linked; all or none. Faults: customer-unknown, structure-unknown, structure-linked. */
export const link: Operation<LinkStructures, readonly number[]> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { customerId, structureIds }) {
    yield* held({ tx, reach }, customerId);
    const ids = yield* known({ tx }, structureIds);
    const linked = yield* tx.network.linked(customerId);
    const already = ids.filter((id) => linked.has(id));
    if (already.length > 0) throw new Fault('structure-linked', { ids: already });
    return yield* linkAll({ tx, actor, at: new Date(clock.now()).toISOString() }, customerId, ids);
  },
};
