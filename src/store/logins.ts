import type { LoginRecords } from '../core/logins/ports.js';
import { Fault } from '../core/fault.js';
import { folded } from '../core/text-keys.js';
import { ask, tell, type Statement } from './statement.js';

const table = 'contact_logins';

const keep: Statement = {
  name: 'contact login keep',
  build: (q, _p, row) =>
    q(table)
      .insert(row(table, ['customer_id', 'role', 'login_key']))
      .onConflict(['customer_id', 'role'])
      .merge(['login_key']),
  several: true,
};

const release: Statement = {
  name: 'contact login release',
  build: (q, p) => q(table).where('customer_id', p('customer')).where('role', p('role')).delete(),
};

const setPassword: Statement = {
  name: 'contact password set',
  build: (q, p) =>
    q(table)
      .update({ password_hash: p('hash') })
      .where('customer_id', p('customer'))
      .where('role', p('role')),
};

/** The logins of contacts in the database. */
export const loginRecords: LoginRecords = {
  *keep({ customerId, role }, login) {
    try {
      yield* ask(keep, { customer_id: customerId, role, login_key: folded(login) });
    } catch (error) {
      if (error instanceof Fault && error.code === 'login-taken') throw new Fault('login-taken', { key: login });
      throw error;
    }
  },
  *release({ customerId: customer, role }) {
    yield* tell(release, { customer, role });
  },
  *setPassword({ customerId: customer, role }, hash) {
    yield* tell(setPassword, { customer, role, hash });
  },
};
