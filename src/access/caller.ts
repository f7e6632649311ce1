/** Who is calling, once access has verified it. `name` is what the events record. */
export interface Caller {
  readonly name: string;
  readonly groups: readonly string[];
  /** The only customers this caller may reach; all of them when undefined. */
  readonly customers?: ReadonlySet<number>;
}

/** What a dialect found in the head, the path or the query of a request. */
export interface BasicCredentials {
  readonly kind: 'basic';
  readonly name: string;
  readonly password: string;
}

export type Credentials = BasicCredentials;
