/** Who is calling, once access has verified it. `name` is what the events record. */
export interface Caller {
  readonly name: string;
  readonly groups: readonly string[];
  /** The id of the account behind it, where it is one of the database. */
  readonly account?: number;
  /** The only customers this caller may reach; all of them when undefined. */
  readonly customers?: ReadonlySet<number>;
  /** The session this request came in, or the one its login began; for dialects that have sessions. */
  readonly session?: string;
}

/** What a dialect found in the head, the path or the query of a request. */
export interface BasicCredentials {
  readonly kind: 'basic';
  readonly name: string;
  readonly password: string;
}

/** A session, or a login that begins one; where both are given and belong to one name, the session counts. */
export interface SessionCredentials {
  readonly kind: 'session';
  readonly id?: string;
  readonly login?: { readonly name: string; readonly password: string };
}

/** A key, which alone says who calls. */
export interface KeyCredentials {
  readonly kind: 'key';
  readonly key: string;
}

export type Credentials = BasicCredentials | SessionCredentials | KeyCredentials;

/** What the logins of a dialect are: names with passwords, or keys. */
export type LoginKind = 'password' | 'key';
