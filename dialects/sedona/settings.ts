/** Sedona's switches, with their defaults. */
export const settings = {
  /** "Defaults to config setting for customerStatusCode if not supplied." */
  customerStatusCode: 'AR',
  /** "Defaults to config setting for customerCollectionStatusCode if not supplied." */
  customerCollectionStatusCode: 'N/A',
  /** "Defaults to config setting for branchCode if not supplied"; also that of a bill nobody gave one. */
  branchCode: 'N/A',
  /** What TypeCode shows for a customer of another vendor's, who has none. */
  customerTypeCode: 'N/A',
  /** What TermCode shows where the stored terms have no code. */
  termCode: 'N/A',
  /** What required members of a bill show while nothing is stored for them. */
  missingText: 'N/A',
  /** How many customers GET api/customer answers. */
  latestLimit: 10,
  /** The most rows a table of codes is answered with. */
  listLimit: 10_000,
  /** Whether errors carry the framework's MessageDetail and exception texts, which it sends to local clients. */
  errorDetail: true,
};

export type SedonaSettings = typeof settings;
