import type { Problem } from '../../core/fault.js';
import type { Reply } from '../reply.js';
import {
  authorizationDenied,
  contentTypeMissing,
  errorOccurred,
  fieldRequired,
  mediaTypeNotSupported,
  methodNotSupported,
  noFormatter,
  propertyRequired,
  requestInvalid,
  requestTooLong,
  resourceNotFound,
  stringTooLong,
  valueInvalid,
} from './texts.js';
import type { ConversionProblem } from './progress.js';

/** Messages by model-state key: the action's parameter and the member's path, `customer.Bill.City`. */
export type ModelState = Readonly<Record<string, readonly string[]>>;

/** The framework's error body, its members in the order it writes them (HttpError.cs). */
export interface HttpError {
  readonly Message: string;
  readonly MessageDetail?: string;
  readonly ModelState?: ModelState;
  readonly ExceptionMessage?: string;
  readonly ExceptionType?: string;
}

function reply(status: number, body: HttpError, headers?: readonly string[]): Reply {
  return headers === undefined ? { status, body, root: 'Error' } : { status, headers, body, root: 'Error' };
}

function withDetail(message: string, messageDetail: string | undefined, detail: boolean): HttpError {
  if (!detail || messageDetail === undefined) return { Message: message };
  return { Message: message, MessageDetail: messageDetail };
}

/** 400 with a message; the detail is sent to local clients only. */
export function badRequest(message: string, messageDetail?: string, detail = true): Reply {
  return reply(400, withDetail(message, messageDetail, detail));
}

/** 400 with what is wrong with each member. */
export function invalidModel(state: ModelState): Reply {
  return reply(400, { Message: requestInvalid, ModelState: state });
}

function isConversion(problem: Problem): problem is ConversionProblem {
  return 'text' in problem && 'path' in problem;
}

function stateText(problem: Problem, detail: boolean): string {
  if (isConversion(problem)) return detail ? problem.text : errorOccurred;
  const field = problem.member.slice(problem.member.lastIndexOf('.') + 1);
  if (problem.rule === 'required') return fieldRequired(field);
  if (problem.rule === 'maxLength') return stringTooLong(field, Number(problem.limit));
  if (problem.rule === 'value') return valueInvalid(String(problem.value), field);
  if (problem.rule === 'required-value') return propertyRequired(field);
  return errorOccurred;
}

function stateKey(parameter: string, path: string): string {
  if (path === '') return parameter;
  return path.startsWith('[') ? `${parameter}${path}` : `${parameter}.${path}`;
}

/**
 * Model state from the problems of a Fault('invalid') in the body that binds to an action's parameter: conversions in
 * Json.NET's words, to remote clients without them; a missing member and a long text in DataAnnotations'; a value of a form
 * that does not convert, and one missing there, in the model binder's; any other broken rule has no text of the framework's
 * and says that an error has occurred.
 */
export function modelState(parameter: string, problems: readonly Problem[], detail: boolean): ModelState {
  const state: Record<string, string[]> = {};
  for (const problem of problems) {
    const key = stateKey(parameter, isConversion(problem) ? problem.path : problem.member);
    (state[key] ??= []).push(stateText(problem, detail));
  }
  return state;
}

/** 401 that asks for Basic credentials, after that many seconds where they are given. */
export function unauthorized(realm: string, retryAfter?: number): Reply {
  const rest = retryAfter === undefined ? [] : ['Retry-After', String(retryAfter)];
  return reply(401, { Message: authorizationDenied }, ['WWW-Authenticate', `Basic realm="${realm}"`, ...rest]);
}

/** 404 for an absolute URI that nothing answers; why is sent to local clients only. */
export function notFound(uri: string, why?: string, detail = true): Reply {
  return reply(404, withDetail(resourceNotFound(uri), why, detail));
}

/** 405, with the methods that the path does answer. IIS joins the values of one header by a bare comma (inferred). */
export function methodNotAllowed(method: string, allow: readonly string[]): Reply {
  return reply(405, { Message: methodNotSupported(method) }, ['Allow', allow.join(',')]);
}

/**
 * 413. Inferred: on IIS a page of the server's own, or a 500 around System.Web's exception, answers an oversized body,
 * depending on which limit it meets. Here it is that exception's text under the status that says what happened.
 */
export function tooLarge(): Reply {
  return reply(413, { Message: requestTooLong });
}

/**
 * 415, for a media type or, without one, for a body that names none. The exception behind it, which local clients see,
 * names the .NET type of the parameter; its stack trace is left out.
 */
export function unsupportedMediaType(mediaType: string | undefined, model: string, detail = true): Reply {
  const message = mediaType === undefined ? contentTypeMissing : mediaTypeNotSupported(mediaType);
  if (!detail) return reply(415, { Message: message });
  return reply(415, {
    Message: message,
    ExceptionMessage: noFormatter(model, mediaType ?? 'application/octet-stream'),
    ExceptionType: 'System.Net.Http.UnsupportedMediaTypeException',
  });
}

/** 500 for a failure of the gateway's own, without its exception. */
export function serverError(): Reply {
  return reply(500, { Message: errorOccurred });
}

/** What the web host adds where an action says nothing of caching (HttpControllerHandler.cs). */
export const uncached = ['Cache-Control', 'no-cache', 'Pragma', 'no-cache', 'Expires', '-1'];
