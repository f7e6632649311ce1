import { raw, type Request, type RequestHandler } from 'express';
import { Fault } from '../core/fault.js';

const mediaType = 'application/json';

const requireJson: RequestHandler = (req, _res, next) => {
  if (req.headers['content-length'] !== '0' && req.is(mediaType) === false) {
    throw new Fault('media-type-unsupported', {}, `a record is sent as ${mediaType}`);
  }
  next();
};

/** Takes a JSON body in, 1 MiB at most. Faults: media-type-unsupported; and what express refuses by a status. */
export const jsonBody: readonly RequestHandler[] = [requireJson, raw({ limit: '1mb', type: mediaType })];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The value of the body. An empty one is no value: it would take everything away. Faults: malformed. */
export function valueIn(req: Request): unknown {
  const bytes: unknown = req.body;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw new Fault('malformed', {}, 'the request has no body');
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Fault('malformed', {}, 'the body is not JSON in UTF-8');
  }
}
