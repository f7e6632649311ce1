import type { Fault } from '../../../src/core/fault.js';
import type { Clock } from '../../../src/core/ports.js';
import { access } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Reply } from '../../../src/wire/reply.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Release } from '../settings.js';
import { cookie, cookieName } from '../wire/cookie.js';
import type { Login, SessionStatus } from '../wire/generated.js';
import { loginOf } from './credentials.js';
import { uncached } from './fetches.js';
import { formatOf } from './parameters.js';

const loginSchema = loadSchema<Login>('n2fe/login.json');

const hour = 3_600_000;

/** Makes the Set-Cookie header that carries a session; an empty one takes it away. */
export type SetCookie = (session: string, call: Call) => readonly string[];

/** The session's cookie as a version sets it. */
export function createSetCookie({ openCookie }: Release, clock: Clock): SetCookie {
  return (session, { url }) => {
    const lifetime = session === '' ? { expires: 0 } : openCookie ? { expires: clock.now() + hour } : {};
    const guards = openCookie ? {} : { guarded: true, secure: url.startsWith('https:') };
    return ['Set-Cookie', cookie(session, { ...lifetime, ...guards })];
  };
}

/** Renews the cookie in every answer of a session; a request that fails leaves it as it is, as in Jarvis. */
export const sealing =
  (setCookie: SetCookie) =>
  (reply: Reply, call: Call): Reply => {
    const { session } = call.caller;
    const { status, headers = [] } = reply;
    if (session === undefined || status !== 200 || headers[0] === 'Set-Cookie') return reply;
    return { ...reply, headers: [...setCookie(session, call), ...headers] };
  };

/** Why nobody is logged in, in the words of Jarvis's own login by database. */
const reasons: Readonly<Record<string, (name: string) => string>> = {
  'name-unknown': (name) => `User '${name}' not known.`,
  'password-wrong': () => 'Incorrect password.',
};

/** What Jarvis says of those whom access turns away. */
function errorString({ code, details }: Fault, username?: string | null): string {
  if (code === 'login-limited') return 'Too many failed logins.';
  const reason = reasons[String(details['reason'])];
  if (reason) return reason(typeof details['name'] === 'string' ? details['name'] : '');
  return username?.trim() ? 'No password supplied.' : 'No username supplied.';
}

const status = (fields: Partial<SessionStatus>, cookies: readonly string[] = []): Reply => {
  const nobody = { logged_in: 0, username: '', group_list: '', error_string: '' } as const;
  const body: SessionStatus = { sid: '', sid_param: cookieName, ...nobody, ...fields };
  return { status: 200, headers: [...cookies, ...uncached], body };
};

const loggedIn = ({ name, groups, session = '' }: Call['caller']) =>
  ({ sid: session, logged_in: 1, username: name, group_list: groups.join(',') }) as const;

const textOf = (value: string | number | undefined): string | undefined =>
  value === undefined ? value : String(value);

interface Parts {
  readonly release: Release;
  readonly setCookie: SetCookie;
}

/** The status of those who are not logged in. Up to 6.3 they are given a session all the same, which is nobody's. */
function turnedAway(fault: Fault, call: Call, { release, setCookie }: Parts, username?: string | null): Reply {
  const error_string = errorString(fault, username);
  if (!release.openCookie) return status({ error_string });
  const sid = crypto.randomUUID().replaceAll('-', '');
  return status({ sid, error_string }, setCookie(sid, call));
}

/** The session's own datasets, which answer everybody and any verb: who is logged in, logging in, logging out. */
export function sessionBindings(parts: Parts) {
  const { setCookie } = parts;
  const refused = (fault: Fault, call: Call) => turnedAway(fault, call, parts, call.query.get('username'));
  const current = access<Login>({
    name: 'session.status',
    open: true,
    schema: loginSchema,
    faults: { unauthenticated: refused, 'login-limited': refused },
    act: async (call, door, { username, password }) => {
      formatOf(call);
      const login = loginOf(textOf(username), textOf(password));
      if (login && (call.turnedAway || login.name !== call.caller.name)) {
        const caller = await door.begin(call, login);
        return status(loggedIn(caller), setCookie(caller.session ?? '', call));
      }
      if (!call.turnedAway) return status(loggedIn(call.caller));
      return turnedAway(call.turnedAway, call, parts, textOf(username) ?? call.query.get('username'));
    },
  });
  const logout = access({
    name: 'session.end',
    open: true,
    act: async (call, door) => {
      formatOf(call);
      const { session } = call.caller;
      if (session !== undefined) await door.end(call, session);
      const error_string =
        session === undefined ? 'Logout not required (no existing session).' : 'Logged out at client request.';
      return status({ error_string }, setCookie('', call));
    },
  });
  return { current, logout } satisfies Record<string, Binding>;
}
