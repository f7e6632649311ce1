/** What the process says about itself. */
export interface Condition {
  /** Whether everybody who serves is there. */
  readonly ready: () => boolean;
  /** Whether the database takes changes. */
  readonly well: () => boolean;
  readonly draining: () => boolean;
}

/** In one word. */
export function stateOf({ ready, well, draining }: Condition): 'draining' | 'ready' | 'starting' | 'unavailable' {
  if (draining()) return 'draining';
  if (!ready()) return 'starting';
  return well() ? 'ready' : 'unavailable';
}
