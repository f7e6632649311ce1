/** A part of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Given back as `after`, it brings the next page; undefined on the last one. */
  readonly next?: string;
}
