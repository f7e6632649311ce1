import type { Binding, Route } from '../../src/dialect/contract.js';
import type { billBindings } from './bindings/bills.js';
import type { customerBindings } from './bindings/customers.js';
import { tableBindings, tables } from './bindings/tables.js';

interface Bindings {
  readonly customers: ReturnType<typeof customerBindings>;
  readonly bills: ReturnType<typeof billBindings>;
  /** The most rows of a table. */
  readonly listLimit: number;
}

const route = (method: string, pattern: string, binding: Binding): Route => ({ method, pattern, binding });

/** Sedona's URL table. */
export const createRoutes = ({ customers, bills, listLimit }: Bindings): readonly Route[] => [
  route('GET', '/api/customer', customers.latest),
  route('POST', '/api/customer', customers.post),
  route('GET', '/api/customer/{id}', customers.get),
  route('PUT', '/api/customer/{id}', customers.put),
  route('POST', '/api/customerbill', bills.post),
  route('GET', '/api/customerbill/{id}', bills.get),
  route('PUT', '/api/customerbill/{id}', bills.put),
  route('GET', '/api/customerbill/{id}/{option}', bills.byCustomerId),
  route('GET', '/api/customerbill/{id}/{option}', bills.byCustomerNumber),
  ...tables.flatMap((table) => {
    const { list, get } = tableBindings(table, listLimit);
    return [route('GET', table.path, list), route('GET', `${table.path}/{id}`, get)];
  }),
];

/** What answers them, by the names of the vendor's models. */
export const controllers: readonly string[] = ['Customer', 'CustomerBill', ...tables.map(({ model }) => model)];

/** Paths that nothing answers, but in Sedona's words: deeper ones below those above. Below a customer's they are not Sedona's. */
export const owned: readonly string[] = ['/api/customerbill/{rest*}', ...tables.map(({ path }) => `${path}/{rest*}`)];
