import { Fault } from '../fault.js';
import type { Operation, Procedure } from '../operation.js';
import type { Work } from '../change.js';
import type { Patch } from '../patch.js';
import type { Context } from '../ports.js';
import type { Callback } from './model.js';

/** Where a callback's secret belongs: it opens for no other URL. */
export const secretPlace = ({ url }: Pick<Callback, 'url'>): string => `callbacks ${url}`;

function* noted({ tx, clock, actor }: Context, { id }: Callback, patch: Patch): Work<void> {
  yield* tx.happened({ ...actor, subject: 'callbacks', subjectId: id, at: new Date(clock.now()).toISOString(), patch });
}

const keep: Operation<Omit<Callback, 'id' | 'createdAt'>, Callback> = {
  mode: 'change',
  *run(context, callback) {
    const createdAt = new Date(context.clock.now()).toISOString();
    const created = yield* context.tx.callbacks.insert({ ...callback, createdAt });
    const { dialect, url, events } = created;
    yield* noted(context, created, [
      ['dialect', dialect],
      ['url', url],
      ['events', events],
    ]);
    return created;
  },
};

/** Registers a callback with its secret in plain text. Faults: secrets-unavailable where it cannot be sealed. */
export const register: Procedure<Omit<Callback, 'id' | 'createdAt'>, Callback> = {
  mode: 'procedure',
  run: async (desk, { secret, ...callback }) => {
    const sealed = secret === undefined ? {} : { secret: await desk.outside.vault.seal(secret, secretPlace(callback)) };
    return desk.perform(keep, { ...callback, ...sealed });
  },
};

/** A callback. Faults: record-unknown. */
export const read: Operation<{ readonly id: number }, Callback> = {
  mode: 'read',
  *run({ tx }, { id }) {
    const callback = yield* tx.callbacks.find(id);
    if (!callback) throw new Fault('record-unknown', { key: id });
    return callback;
  },
};

/** Callbacks in order of id. */
export const list: Operation<{ readonly after: number; readonly limit: number }, readonly Callback[]> = {
  mode: 'read',
  *run({ tx }, { after, limit }) {
    return yield* tx.callbacks.list(after, limit);
  },
};

/** Ends a callback; what was to be delivered there never is. Faults: record-unknown. */
export const remove: Operation<{ readonly id: number }, void> = {
  mode: 'change',
  *run(context, { id }) {
    const callback = yield* context.tx.callbacks.find(id);
    if (!callback) throw new Fault('record-unknown', { key: id });
    yield* context.tx.callbacks.remove(id);
    yield* noted(context, callback, [['url', undefined]]);
  },
};
