import { cookieDate } from './dates.js';

/** The cookie that carries a session: the application's name in capitals, as Jarvis names it by default. */
export const cookieName = 'N2FE_CGISESSID';

const sent = new RegExp(`(?:^|[;,])\\s*${cookieName}=([0-9a-f]{32})\\s*(?:[;,]|$)`);

/** The session that a Cookie header carries: 32 hex digits. */
export const sessionOf = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : sent.exec(header)?.[1];

/** What CGI::Cookie is told of a cookie besides its value. */
export interface CookieAttributes {
  /** Epoch milliseconds; without it the cookie ends with the browser. */
  readonly expires?: number;
  readonly secure?: boolean;
  /** Whether it is kept from scripts and from other sites. */
  readonly guarded?: boolean;
}

/** A Set-Cookie header, its attributes in CGI::Cookie's order. */
export function cookie(value: string, { expires, secure, guarded }: CookieAttributes): string {
  return [
    `${cookieName}=${value}`,
    'path=/',
    ...(expires === undefined ? [] : [`expires=${cookieDate(expires)}`]),
    ...(secure ? ['secure'] : []),
    ...(guarded ? ['HttpOnly', 'SameSite=Strict'] : []),
  ].join('; ');
}
