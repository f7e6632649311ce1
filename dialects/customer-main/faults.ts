import type { CoreFaultCode } from '../../src/core/fault.js';
import type { Call, FaultCode, FaultReply } from '../../src/dialect/contract.js';
import {
  methodNotAllowed,
  notFound,
  serverError,
  tooLarge,
  unsupportedMediaType,
} from '../../src/wire/aspnet/replies.js';
import {
  actionNotFound,
  controllerNotFound,
  noControllerInRoute,
  noMatchingAction,
  noRoute,
} from '../../src/wire/aspnet/texts.js';
import { parseMediaType } from '../../src/wire/media-type.js';
import type { Reply } from '../../src/wire/reply.js';
import { refusals } from './bindings/refusals.js';
import { invalidKey } from './bindings/replies.js';

const actions: ReadonlySet<string> = new Set(['add', 'edit', 'get']);

/** The framework's error, numbered as every object of this vendor's is. */
const numbered = (reply: Reply): Reply => ({ ...reply, body: { $id: '1', ...(reply.body as object) } });

/** Why nothing answers a path of the form `api/{controller}/{action}/{apiKey}`, step by step. */
function whyUnknown({ path, url }: Call): string {
  const [controller = '', action = '', , ...rest] = path.split('/').slice(2);
  if (rest.some((segment) => segment !== '')) return noRoute;
  if (controller === '') return noControllerInRoute(url);
  if (controller.toLowerCase() !== 'customer') return controllerNotFound(controller);
  if (action === '' || actions.has(action.toLowerCase())) return noMatchingAction('Customer');
  return actionNotFound('Customer', action);
}

const limited: FaultReply = ({ details }) => ({
  ...invalidKey,
  headers: ['Retry-After', String(Number(details['retryAfter']))],
});

/** What the framework itself answers, and what becomes of keys. */
function framework(detail: boolean): Record<Exclude<FaultCode, CoreFaultCode> | 'invalid', FaultReply> {
  const unknown: FaultReply = (_fault, call) => numbered(notFound(call.url, whyUnknown(call), detail));
  return {
    'path-unknown': unknown,
    'method-not-allowed': (_fault, call) => numbered(methodNotAllowed(call.method, call.allow)),
    'media-type-missing': () => numbered(unsupportedMediaType(undefined, 'Customer', detail)),
    'media-type-unsupported': (_fault, call) =>
      numbered(unsupportedMediaType(parseMediaType(call.headers['content-type'] ?? '').type, 'Customer', detail)),
    // A parameter that cannot be read is none, and without it no action fits.
    invalid: unknown,
    malformed: unknown,
    'too-large': () => numbered(tooLarge()),
    internal: () => numbered(serverError()),
    unavailable: () => numbered(serverError()),
    unauthenticated: () => invalidKey,
    'login-limited': limited,
  };
}

/** Every fault in Customer Main's words; what an action refuses stands with the action. */
export function createFaults(detail: boolean): FaultReply {
  const table = { ...refusals(''), ...framework(detail) } as Readonly<Record<FaultCode, FaultReply>>;
  return (fault, call) => (table[fault.code as FaultCode] ?? table.internal)(fault, call);
}
