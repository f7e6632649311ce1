import type { RequestHandler } from 'express';

/** The part of a logger that the admin plane writes to. */
export interface AdminLog {
  info(message: string, fields: object): unknown;
  error(message: string, fields: object): unknown;
}

/** One line a request once it is answered: method, path, status, milliseconds. Never a body, never a credential. */
export function accessLine(log: AdminLog): RequestHandler {
  return (req, res, next) => {
    const from = performance.now();
    res.on('finish', () => {
      const ms = Math.round((performance.now() - from) * 10) / 10;
      log.info('admin request', {
        method: req.method,
        path: req.originalUrl.split('?')[0],
        status: res.statusCode,
        ms,
      });
    });
    next();
  };
}
