/** A time zone, for vendors that write local dates without one. */
export interface Zone {
  readonly name: string;
  /** Minutes east of UTC at an instant given in epoch milliseconds. */
  offset(instant: number): number;
}
