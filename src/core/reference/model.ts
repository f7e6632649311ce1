/** A person on the operator's staff whom customers are assigned to. Not a login account. */
export interface User {
  readonly id: number;
  readonly name: string;
}
