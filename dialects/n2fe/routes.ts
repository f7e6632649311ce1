import type { Binding, Route } from '../../src/dialect/contract.js';
import type { customerBindings } from './bindings/customers.js';
import type { sessionBindings } from './bindings/sessions.js';

interface Bindings {
  readonly customers: ReturnType<typeof customerBindings>;
  readonly sessions: ReturnType<typeof sessionBindings>;
  /** Whether PATCH is a verb. */
  readonly merges: boolean;
}

const route = (method: string, pattern: string, binding: Binding): Route => ({ method, pattern, binding });

const all = '/api/customer';
const one = '/api/customer/{customer_id}';

/** n2fe's URL table. What Jarvis has no statement for is in it, since it asks for a login before it says so. */
export const createRoutes = ({ customers, sessions, merges }: Bindings): readonly Route[] => [
  route('GET', all, customers.list),
  route('POST', all, customers.refuse('insert')),
  route('PUT', all, customers.refuse('update')),
  route('DELETE', all, customers.refuse('delete')),
  route('GET', one, customers.get),
  route('POST', one, customers.refuse('insert')),
  route('PUT', one, customers.put),
  route('DELETE', one, customers.refuse('delete')),
  ...(merges ? [all, one].map((pattern) => route('PATCH', pattern, customers.refuse('merge'))) : []),
  route('GET', '/__status', sessions.current),
  route('POST', '/__status', sessions.current),
  route('GET', '/__login', sessions.current),
  route('POST', '/__login', sessions.current),
  route('GET', '/__logout', sessions.logout),
  route('POST', '/__logout', sessions.logout),
];
