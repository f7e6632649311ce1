/** What can go wrong between the socket and an operation's input. */
export const wireFaultCodes = [
  'path-unknown',
  'method-not-allowed',
  'media-type-unsupported',
  'media-type-missing',
  'malformed',
  'too-large',
  'internal',
  'unavailable',
] as const;

export type WireFaultCode = (typeof wireFaultCodes)[number];
