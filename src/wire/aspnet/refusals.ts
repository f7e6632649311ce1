import type { Fault } from '../../core/fault.js';
import { parseMediaType } from '../media-type.js';
import type { Reply } from '../reply.js';
import { methodNotAllowed, serverError, tooLarge, unauthorized, unsupportedMediaType } from './replies.js';
import { actionNotFound, controllerNotFound, noControllerInRoute, noMatchingAction } from './texts.js';

/** What the framework looks at in a request that it refuses. */
interface Refused {
  readonly method: string;
  readonly headers: { readonly 'content-type'?: string | undefined };
  /** The methods its path answers. */
  readonly allow: readonly string[];
}

/**
 * What the framework refuses by itself, whatever the action would have said, by fault code. `modelOf` names the type that
 * the action takes; with `detail` the exceptions are told, as to local clients.
 */
export function frameworkRefusals<R extends Refused>(modelOf: (request: R) => string, detail: boolean) {
  const unsupported = (type: string | undefined, request: R) => unsupportedMediaType(type, modelOf(request), detail);
  return {
    'method-not-allowed': (_fault: Fault, { method, allow }: R): Reply => methodNotAllowed(method, allow),
    'media-type-missing': (_fault: Fault, request: R): Reply => unsupported(undefined, request),
    'media-type-unsupported': (_fault: Fault, request: R): Reply =>
      unsupported(parseMediaType(request.headers['content-type'] ?? '').type, request),
    'too-large': tooLarge,
    internal: serverError,
    unavailable: serverError,
  };
}

/** What an action behind Basic authentication answers to strangers, by fault code, and to who tried too often. */
export const basicRefusals = (realm: string) => ({
  unauthenticated: () => unauthorized(realm),
  'login-limited': ({ details }: Fault) => unauthorized(realm, Number(details['retryAfter'])),
});

/** A controller and its actions, in lower case. */
interface Controller {
  readonly name: string;
  readonly actions: ReadonlySet<string>;
}

/** Why nothing answers a URL of the form `{controller}/{action}`, found in the order in which the framework looks. */
export function whyNoAction(
  url: string,
  { name, actions }: Controller,
  [controller = '', action = '']: readonly string[],
) {
  if (controller === '') return noControllerInRoute(url);
  if (controller.toLowerCase() !== name.toLowerCase()) return controllerNotFound(controller);
  if (action === '' || actions.has(action.toLowerCase())) return noMatchingAction(name);
  return actionNotFound(name, action);
}
