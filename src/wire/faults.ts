/** What can go wrong between the socket and an operation's input. */
export type WireFaultCode =
  | 'path-unknown'
  | 'method-not-allowed'
  | 'media-type-unsupported'
  | 'media-type-missing'
  | 'malformed'
  | 'too-large'
  | 'internal'
  | 'unavailable';
