import type { Operation, Procedure } from '../operation.js';
import { list, read, register, remove } from './callbacks.js';
import type { Delivery } from './model.js';
import type { Backlog, DeliveryCriteria } from './ports.js';
import { redeliver, redeliverDead } from './redeliver.js';

/** Deliveries that fit, in order of id. */
const listDeliveries: Operation<DeliveryCriteria, readonly Delivery[]> = {
  mode: 'read',
  *run({ tx }, criteria) {
    return yield* tx.deliveries.list(criteria);
  },
};

const backlog: Operation<object, Backlog> = {
  mode: 'read',
  *run({ tx }) {
    return yield* tx.deliveries.backlog();
  },
};

/** What can be done with callbacks and deliveries, apart from any dialect. */
export const operations = {
  'callback.register': register,
  'callback.read': read,
  'callback.list': list,
  'callback.remove': remove,
  'delivery.list': listDeliveries,
  'delivery.redeliver': redeliver,
  'delivery.redeliver-dead': redeliverDead,
  'delivery.backlog': backlog,
};

/** What each takes and gives. */
export type NotifyOperations = {
  readonly [O in keyof typeof operations]: (typeof operations)[O] extends
    Operation<infer In, infer Out> | Procedure<infer In, infer Out>
    ? { readonly in: In; readonly out: Out }
    : never;
};

/** Runs one of them on behalf of whoever was given this. */
export type RunNotify = <O extends keyof NotifyOperations>(
  operation: O,
  input: NotifyOperations[O]['in'],
) => Promise<NotifyOperations[O]['out']>;
