import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import type { Fault, Problem } from '../core/fault.js';
import { explain } from '../seed/explain.js';

/** An error's document, as RFC 9457 has it. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly Problem[];
}

interface Refusal {
  readonly status: number;
  /** Whether the code says more than the status does. */
  readonly named: boolean;
}

const plain = (status: number): Refusal => ({ status, named: false });
const named = (status: number): Refusal => ({ status, named: true });

const refusals: Readonly<Record<string, Refusal>> = {
  malformed: plain(400),
  'query-invalid': named(400),
  unauthorized: plain(401),
  'path-unknown': plain(404),
  'record-unknown': named(404),
  'customer-unknown': named(404),
  'method-not-allowed': plain(405),
  'number-taken': named(409),
  'account-number-taken': named(409),
  'reference-taken': named(409),
  'source-taken': named(409),
  'service-number-taken': named(409),
  'login-taken': named(409),
  'id-taken': named(409),
  'code-taken': named(409),
  'in-use': named(409),
  'plan-active': named(409),
  'secrets-unavailable': named(409),
  'too-large': plain(413),
  'media-type-unsupported': plain(415),
  'host-refused': named(421),
  invalid: named(422),
  'reference-missing': named(422),
  'source-incomplete': named(422),
  unavailable: plain(503),
};

const longestEcho = 100;

/** A problem without a value that would make the answer long. */
function brief({ value, ...problem }: Problem): Problem {
  const short = typeof value === 'string' ? value.length <= longestEcho : typeof value !== 'object';
  return short && value !== undefined ? { ...problem, value } : problem;
}

/** The document for a fault; undefined for one that nobody expects here, which is a bug. */
export function problemOf(fault: Fault): ProblemDocument | undefined {
  const refusal = refusals[fault.code];
  if (!refusal) return undefined;
  const { status } = refusal;
  const { problems } = fault.details;
  // What the database said is for the log.
  const worded = fault.message !== fault.code && status < 500;
  return {
    type: refusal.named ? `urn:customer-gateway:${fault.code}` : 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: worded ? fault.message : explain(fault),
    ...(problems && { errors: problems.map(brief) }),
  };
}

/** What is told of a bug: nothing. */
export const internalProblem: ProblemDocument = {
  type: 'about:blank',
  title: 'Internal Server Error',
  status: 500,
  detail: 'The server failed; its log says why.',
};

/** Answers with a problem document. */
export function sendProblem(res: Response, problem: ProblemDocument): void {
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
