import type { Call, FaultReply } from '../../src/dialect/contract.js';
import { answering, type StationFaultCode } from '../../src/dialect/fault-table.js';
import { frameworkRefusals, whyNoAction } from '../../src/wire/aspnet/refusals.js';
import { notFound } from '../../src/wire/aspnet/replies.js';
import { noRoute } from '../../src/wire/aspnet/texts.js';
import { refusals } from './bindings/refusals.js';
import { invalidKey } from './bindings/replies.js';

const actions: ReadonlySet<string> = new Set(['add', 'edit', 'get']);

/** The framework's errors, numbered as every object of this vendor's is. */
const numbered =
  (says: FaultReply): FaultReply =>
  (fault, call) => {
    const reply = says(fault, call);
    return { ...reply, body: { $id: '1', ...(reply.body as object) } };
  };

/** Why nothing answers a path of the form `api/{controller}/{action}/{apiKey}`. */
function whyUnknown({ path, url }: Call): string {
  const [, api = '', controller = '', action = '', , ...rest] = path.split('/');
  if (api.toLowerCase() !== 'api' || rest.some((segment) => segment !== '')) return noRoute;
  return whyNoAction(url, { name: 'Customer', actions }, [controller, action]);
}

const limited: FaultReply = ({ details }) => ({
  ...invalidKey,
  headers: ['Retry-After', String(Number(details['retryAfter']))],
});

/** What the framework itself answers, and what becomes of keys. */
function framework(detail: boolean): Record<StationFaultCode | 'invalid', FaultReply> {
  const unknown = numbered((_fault, call) => notFound(call.url, whyUnknown(call), detail));
  const refusal = frameworkRefusals(() => 'Customer', detail);
  return {
    'path-unknown': unknown,
    'method-not-allowed': numbered(refusal['method-not-allowed']),
    'media-type-missing': numbered(refusal['media-type-missing']),
    'media-type-unsupported': numbered(refusal['media-type-unsupported']),
    // A parameter that cannot be read is none, and without it no action fits.
    invalid: unknown,
    malformed: unknown,
    'too-large': numbered(refusal['too-large']),
    internal: numbered(refusal.internal),
    unavailable: numbered(refusal.unavailable),
    unauthenticated: () => invalidKey,
    'login-limited': limited,
  };
}

/** Every fault in Customer Main's words; what an action refuses stands with the action. */
export function createFaults(detail: boolean): FaultReply {
  return answering({ ...refusals(''), ...framework(detail) });
}
