import type { CoreFaultCode, Fault } from '../../src/core/fault.js';
import type { Call, FaultReply } from '../../src/dialect/contract.js';
import { answering, type StationFaultCode } from '../../src/dialect/fault-table.js';
import type { Reply } from '../../src/wire/reply.js';
import { said, type Fatal } from './bindings/errors.js';
import { writtenVerb } from './bindings/verbs.js';
import type { Release } from './settings.js';

/** The dataset behind both paths; no document names it. */
const dataset = 'customer';

const mount = /^((?:\/n2fe)?\/jarvis-agent)?\/(?:n2fe(?:\/|$))?([^/]*)/;

/** Why nothing answers a path, in the order in which Jarvis looks. */
function unknownPath({ path }: Call, fatal: Fatal, { routed }: Release): Reply {
  const [, script = '/jarvis-agent', name = ''] = mount.exec(path) ?? [];
  if (name === '') return fatal(500, `All requests require ${script}/n2fe/<dataset-or-special>[/<arg1>...] in URI!`);
  if (!/^[\w.-]+$/.test(name)) return fatal(500, `Invalid dataset_name '${name}'!`);
  if (name.startsWith('__')) return fatal(500, `Unknown special dataset '${name}'!`);
  if (routed) return fatal(400, 'Request URI does not match any configured <route>.');
  return fatal(404, `No such DSXML file '${name.replaceAll('.', '/')}.xml' for application 'n2fe'.`);
}

/** What Jarvis says of a verb it does not know; undefined of one it knows. */
function unknownVerb(call: Call, fatal: Fatal, { merges }: Release): Reply | undefined {
  if (call.method === 'OPTIONS') return said(501, '');
  if (['GET', 'POST', 'PUT', 'DELETE', ...(merges ? ['PATCH'] : [])].includes(call.method)) return undefined;
  const verb = writtenVerb(call);
  const action = verb.toLowerCase();
  if (!/^\w+$/.test(action)) return fatal(500, "Invalid characters in parameter 'action'");
  return said(501, `The ${verb} method (action ${action}) is not recognised by Jarvis.`);
}

/** A caller may not use the dataset: nobody is logged in, or into no group of its. */
function unauthorized({ code, details }: Fault, call: Call, fatal: Fatal): Reply {
  const access = call.method === 'GET' ? `read '${dataset}':` : `write '${dataset}'.`;
  const dies = (why: string) => fatal(401, `Insufficient privileges to ${access} ${why}`);
  if (code === 'login-limited') {
    const { headers = [], ...reply } = dies('Too many failed logins.');
    return { ...reply, headers: [...headers, 'Retry-After', String(Number(details['retryAfter']))] };
  }
  return dies(details['reason'] === 'group' ? 'Not in a permitted group.' : 'Login required.');
}

function invalid({ details: { problems = [] } }: Fault, call: Call): string {
  const { member, rule, value } = problems[0] ?? { member: '', rule: '' };
  if (rule === 'output-format') {
    if (call.path.includes('/__')) return `Unsupported format '${String(value)}' in Status::report`;
    if (call.method === 'PUT') return `Unsupported format '${String(value)}' for Dataset::store return data.`;
    return `No implementation for fetch format '${String(value)}', dataset '${dataset}'.`;
  }
  return rule === 'type' && /^\[\d+\]$/.test(member)
    ? 'User-supplied object to store is not HASH.'
    : 'Unknown error SQL execution error.';
}

/** What JSON::XS says of bodies that this gateway refuses and the module might not, and of those that are cut short. */
const malformed: Readonly<Record<string, string>> = {
  encoding: 'malformed UTF-8 character in JSON string',
  character: 'invalid character encountered while parsing JSON string',
  depth: 'json text or perl structure exceeds maximum nesting level (max_depth set too low?)',
};

/** Refusals that no statement of these datasets can meet, or whose reason the database keeps to itself. */
const unspoken = (
  noReason: FaultReply,
): Record<Exclude<CoreFaultCode, 'customer-unknown' | 'customer-out-of-reach' | 'invalid'>, FaultReply> => ({
  'structure-unknown': noReason,
  'user-unknown': noReason,
  'number-taken': noReason,
  'account-number-taken': noReason,
  'reference-taken': noReason,
  'source-taken': noReason,
  'service-number-taken': noReason,
  'source-incomplete': noReason,
  'id-taken': noReason,
  'code-taken': noReason,
  'code-unknown': noReason,
  'bill-not-primary': noReason,
  'reference-missing': noReason,
  'in-use': noReason,
  'structure-linked': noReason,
  'customer-not-removed': noReason,
  'customer-on-line-card': noReason,
  'customer-has-transactions': noReason,
  'login-taken': noReason,
  'contact-unknown': noReason,
  'contact-exists': noReason,
  'record-unknown': noReason,
  'plan-active': noReason,
  'secrets-unavailable': noReason,
  'payments-unavailable': noReason,
  'payment-declined': noReason,
});

/** Every fault in Jarvis's words. `fatal` is how it dies. */
export function createFaults(fatal: Fatal, release: Release): FaultReply {
  const dies =
    (message: string): FaultReply =>
    () =>
      fatal(500, message);
  const turnedAway: FaultReply = (fault, call) => unauthorized(fault, call, fatal);
  const zeroRows: FaultReply = () => fatal(404, "Zero results returned from 'singleton' request.");
  // What Jarvis says where its database gives no reason.
  const noReason = dies('Unknown error SQL execution error.');

  const framework: Record<StationFaultCode, FaultReply> = {
    'path-unknown': (_fault, call) => unknownVerb(call, fatal, release) ?? unknownPath(call, fatal, release),
    'method-not-allowed': ({ details: { type = 'select' } }, call) =>
      unknownVerb(call, fatal, release) ?? fatal(500, `Dataset '${dataset}' has no SQL of type '${String(type)}'.`),
    'media-type-missing': noReason,
    'media-type-unsupported': dies('Unsupported charset.'),
    malformed: ({ details: { reason, text } }) =>
      fatal(500, typeof text === 'string' ? text : (malformed[String(reason)] ?? 'malformed JSON string')),
    'too-large': () => fatal(413, 'Request entity too large.'),
    internal: dies('Internal error.'),
    unavailable: dies('The database is not available.'),
    unauthenticated: turnedAway,
    'login-limited': turnedAway,
  };

  const core: Record<CoreFaultCode, FaultReply> = {
    ...unspoken(noReason),
    'customer-unknown': zeroRows,
    'customer-out-of-reach': zeroRows,
    invalid: (fault, call) => fatal(500, invalid(fault, call)),
  };

  return answering({ ...framework, ...core });
}
