import type { Operation, Runner } from '../operation.js';
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

/** Runs one of them on behalf of whoever was given this. */
export type RunNotify = Runner<typeof operations>;
