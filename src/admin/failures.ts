import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Fault } from '../core/fault.js';
import type { AdminLog } from './log.js';
import { internalProblem, problemOf, sendProblem } from './problem.js';

/** Refuses every method; stands behind those that a path answers. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  const allow = methods.join(', ');
  return (_req, res) => {
    res.set('Allow', allow);
    throw new Fault('method-not-allowed', {}, `this path answers ${allow}`);
  };
}

/** Refuses a path that nothing answers. */
export const unknownPath: RequestHandler = () => {
  throw new Fault('path-unknown', {}, 'nothing is here');
};

const decoderFaults: Readonly<Record<number, Fault>> = {
  413: new Fault('too-large', {}, 'the body is longer than 1 MiB'),
  415: new Fault('media-type-unsupported', {}, 'the charset or content encoding is not supported'),
};

/** What the framework's decoders and router refuse, as a fault; anything else as it is. */
function faultOf(error: unknown): unknown {
  if (error instanceof Fault || typeof error !== 'object' || error === null) return error;
  const { status } = error as { readonly status?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return error;
  return (
    decoderFaults[status] ?? new Fault('malformed', {}, 'the request cannot be read: its body or path is malformed')
  );
}

/** Answers every failure with a problem document; what is no fault is logged and answered as 500 without a word on it. */
export function failures(log: AdminLog): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const fault = faultOf(error);
    const problem = fault instanceof Fault ? problemOf(fault as Fault) : undefined;
    if (!problem) log.error('admin request failed', { method: req.method, path: req.path, stack: stackOf(error) });
    if (res.headersSent) return next(error);
    if (problem?.status === 401) res.set('WWW-Authenticate', 'Bearer');
    sendProblem(res, problem ?? internalProblem);
  };
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
