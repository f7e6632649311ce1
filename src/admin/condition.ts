/** What the process says about itself. */
export interface Condition {
  readonly ready: () => boolean;
  readonly draining: () => boolean;
}

/** In one word. */
export const stateOf = ({ ready, draining }: Condition): 'draining' | 'ready' | 'starting' =>
  draining() ? 'draining' : ready() ? 'ready' : 'starting';
