import type { CreateCustomer } from '../customers/create.js';
import type { Customer } from '../customers/model.js';
import type { Operation, Procedure } from '../operation.js';
import { add } from '../records/write.js';
import { created, hashesOf, validated, type Besides, type Validated, type WithHashes } from './change-account.js';
import type { Order } from './model.js';

/** An order of a customer that is about to be. */
export type FirstOrder = Omit<Order, 'id' | 'customerId' | 'createdAt'>;

interface WithOrders {
  /** In the order in which they are placed. */
  readonly orders: readonly FirstOrder[];
}

/** A customer and what it has ordered. */
export interface CustomerWithOrders {
  readonly customer: Customer;
  readonly orders: readonly Order[];
}

const placed: Operation<CreateCustomer & WithHashes & WithOrders, CustomerWithOrders> = {
  mode: 'change',
  *run(context, { orders, ...input }) {
    const { customer } = yield* created.run(context, input);
    const createdAt = new Date(context.clock.now()).toISOString();
    const kept: Order[] = [];
    for (const order of orders) {
      const record = { ...order, customerId: customer.id, createdAt };
      kept.push((yield* add(context, { kind: 'orders', record })) as Order);
    }
    return { customer, orders: kept };
  },
};

export type CreateWithOrders = CreateCustomer & WithOrders & Besides;

/** A new customer with its first orders; all or nothing. Faults: those of a customer's creation, and of an order's. */
export const createWithOrders: Procedure<CreateWithOrders, CustomerWithOrders & Validated> = {
  mode: 'procedure',
  async run(desk, { passwords = {}, addressOf, ...input }) {
    const placedFor = await desk.perform(placed, { ...input, hashes: await hashesOf(desk, passwords) });
    return validated(desk, placedFor, addressOf);
  },
};
