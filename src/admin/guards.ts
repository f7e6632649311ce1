import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Fault } from '../core/fault.js';

const ownHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets through requests to a known host: loopback's names with any port, and those given, with the port they name or
 * with any. A page that had its own name point at this machine gets host-refused.
 */
export function knownHosts(hosts: ReadonlySet<string>): RequestHandler {
  const known = new Set([...hosts].map((host) => host.toLowerCase()));
  return (req, _res, next) => {
    const host = (req.headers.host ?? '').toLowerCase();
    const name = host.replace(/:\d*$/, '');
    if (!ownHosts.has(name) && !known.has(name) && !known.has(host)) {
      throw new Fault('host-refused', {}, 'this host name is not one of those the admin plane answers to');
    }
    next();
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets through requests that carry the token; all of them where there is none. Faults: unauthorized. */
export function bearer(token: string | undefined): RequestHandler {
  if (token === undefined) return (_req, _res, next) => next();
  const expected = digest(token);
  return (req, _res, next) => {
    const [, given] = /^Bearer +(.+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (given === undefined || !timingSafeEqual(digest(given), expected)) {
      throw new Fault('unauthorized', {}, 'the admin token is missing or wrong');
    }
    next();
  };
}
