import type { Dialect, Head } from '../../../src/dialect/contract.js';
import { sessionOf } from '../wire/cookie.js';

/** A login where both halves of it are given; blanks around the name do not count. */
export function loginOf(username = '', password = '') {
  const name = username.trim();
  return name === '' || password === '' ? undefined : { name, password };
}

const given = ({ query }: Head, name: string): string | undefined => query.get(name) ?? undefined;

/** Any request may carry a session in its cookie and a login in its query. */
export const credentialsOf: Dialect['credentials'] = (head) => {
  const id = sessionOf(head.headers.cookie);
  const login = loginOf(given(head, 'username'), given(head, 'password'));
  return { kind: 'session', ...(id !== undefined && { id }), ...(login && { login }) };
};
