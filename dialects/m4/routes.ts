import type { Route } from '../../src/dialect/contract.js';
import type { customerBindings } from './bindings/customers.js';
import type { searchBindings } from './bindings/searches.js';
import { specification } from './bindings/specification.js';
import type { structureBindings } from './bindings/structures.js';

interface Bindings {
  readonly customers: ReturnType<typeof customerBindings>;
  readonly searches: ReturnType<typeof searchBindings>;
  readonly structures: ReturnType<typeof structureBindings>;
}

const base = '/Billing/Customer';

const get = (action: string, binding: Route['binding']): Route => ({
  method: 'GET',
  pattern: `${base}/${action}`,
  binding,
});
const post = (action: string, binding: Route['binding']): Route => ({
  method: 'POST',
  pattern: `${base}/${action}`,
  binding,
});

/** M4's URL table. */
export const createRoutes = ({ customers, searches, structures }: Bindings): readonly Route[] => [
  get('Specification', specification),
  get('GetCustomer/{ID}', customers.get),
  post('GetCustomerBySourceID', searches.bySource),
  post('GetCustomersByPhoneNumber', searches.byPhone),
  post('GetCustomerByServicePhoneNumber', searches.byServicePhone),
  post('GetCustomersByName', searches.byName),
  post('GetCustomersByCustomerNumber', searches.byNumber),
  get('GetStructures/{ID}', structures.of),
  post('AddCustomer', customers.add),
  post('UpdateCustomer', customers.update),
  post('RemoveCustomer', customers.remove),
  post('ReactivateCustomer', customers.reactivate),
  post('LinkStructures', structures.link),
  post('UnlinkStructures', structures.unlink),
  get('GetCustomersByStructure/{ID}', searches.byStructure),
];
