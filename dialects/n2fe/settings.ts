/** n2fe's switches, with their defaults. */
export const settings = {
  /** Which Jarvis answers: 6.3 (up to 6.3.7), 6.6 (6.6 to 7.0) or 7.3. */
  version: '6.6',
  /** The most characters of a customer_reference. */
  referenceLength: 50,
  /** The most characters of a description. */
  descriptionLength: 4000,
  /** The most rows of one request, which all stand in one transaction. */
  rowLimit: 1000,
  /** The groups, separated by commas, whose members may read and write customers; everybody who is logged in when empty. */
  groups: '',
};

export type N2feSettings = typeof settings;

/** In what the versions of Jarvis differ. */
export interface Release {
  /** The Content-Type of fetches and of the session's status. */
  readonly fetched: string;
  /** Whether the session's cookie has an end, no guards, and is given to those who are not logged in, too. */
  readonly openCookie: boolean;
  /** Whether a 500 begins with the date and a request's id. */
  readonly stamped: boolean;
  /** Whether a path must match a configured route, where it otherwise names a dataset. */
  readonly routed: boolean;
  /** Whether PATCH is a verb. */
  readonly merges: boolean;
}

const json = 'application/json; charset=UTF-8';

const releases: Readonly<Record<string, Release>> = {
  '6.3': { fetched: 'text/plain; charset=UTF-8', openCookie: true, stamped: false, routed: false, merges: false },
  '6.6': { fetched: json, openCookie: false, stamped: true, routed: false, merges: false },
  '7.3': { fetched: json, openCookie: false, stamped: true, routed: true, merges: true },
};

/** What may be set, where a type does not say enough. */
export const choices = { version: Object.keys(releases) };

/** What a version does: one of those that may be set. */
export const releaseOf = ({ version }: N2feSettings): Release => releases[version] as Release;
