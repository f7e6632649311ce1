import { createAccess, type Access } from './access/access.js';
import { loginLimits } from './access/limits.js';
import type { Config } from './config.js';
import { demoCredentials } from './demo.js';
import type { Dialect } from './dialect/contract.js';
import { Failure } from './failure.js';
import { systemClock } from './runtime.js';
import { createAccounts } from './store/accounts.js';
import { checkPepper, requiredPepper } from './pepper.js';
import type { Engine } from './store/engine.js';
import { createSessions } from './store/sessions.js';

/** The dialects that ask for no credentials. */
export const anonymousIn = (config: Config): ReadonlySet<string> =>
  new Set([...config.anonymous, ...demoCredentials(config).anonymous]);

/** Access over a database. Throws a Failure when a dialect could let nobody in. */
export async function createAdmission(config: Config, dialects: readonly Dialect[], engine: Engine): Promise<Access> {
  const demo = demoCredentials(config);
  const anonymous = anonymousIn(config);
  checkPepper(config);
  const access = createAccess({
    accounts: createAccounts(engine),
    limiters: {
      pair: engine.limiter(loginLimits.pair),
      account: engine.limiter(loginLimits.account),
      address: engine.limiter(loginLimits.address),
    },
    anonymous,
    residents: demo.logins,
    residentSessions: demo.sessions,
    residentKeys: demo.keys,
    pepper: config.keyPepper,
    sessions: createSessions(engine),
    clock: systemClock,
  });
  for (const { id, login = 'password' } of dialects) {
    if (anonymous.has(id)) continue;
    if (!(await access.hasCredentials(id))) {
      const add = `customer-gateway ${login === 'key' ? 'keys' : 'users'} add NAME --dialect ${id}`;
      throw new Failure(`${id} has no credentials: make one with '${add}', or serve with --anonymous ${id}.`);
    }
    // The demo's own keys need none.
    if (login === 'key' && !config.demo) requiredPepper(config);
  }
  return access;
}
