import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Credentials } from '../access/caller.js';
import type { AccessFaultCode } from '../access/faults.js';
import { Fault } from '../core/fault.js';
import type { Reply } from '../wire/reply.js';
import { Station, type Origin } from './call.js';
import type { AccessDoor, Binding, Dialect, Doors, FaultCode, Run } from './contract.js';
import { createGreeting, type Sites } from './greet.js';
import { hasBody, receive } from './receive.js';
import { withoutPrefix, type Place } from './router.js';
import { isEnding, send, sendItems } from './send.js';

/** What is known of a request once it is answered. */
export interface Answered {
  readonly id: string;
  /** Empty, as the next ones, where no dialect owns the path. */
  readonly dialect: string;
  readonly operation: string;
  readonly method: string;
  /** The pattern that matched, never what the client wrote. */
  readonly route: string;
  readonly status: number;
  /** The fault behind the answer: an envelope may say 403 inside a 200. Empty where there was none. */
  readonly fault: string;
  readonly ms: number;
  readonly caller: string;
  readonly address: string;
}

export interface GatewayParts {
  readonly dialects: readonly Dialect[];
  /** Told of each request as it comes, before anything is done for it. */
  readonly arrived?: (() => void) | undefined;
  /** Where they answer besides their native paths. */
  readonly sites?: Sites;
  /** What a trusted proxy tells of a request; undefined where its peer is none. */
  readonly originOf?: ((req: IncomingMessage) => Origin | undefined) | undefined;
  /** Verifies what a dialect found; the caller at once where it is remembered. Faults: those of access. */
  readonly admit: (dialect: string, credentials: Credentials | undefined, address: string) => Caller | Promise<Caller>;
  readonly run: (dialect: Dialect) => Run;
  /** Sessions, for dialects that have them. */
  readonly access: (dialect: Dialect) => AccessDoor;
  /** Bytes a body may have. */
  readonly bodyLimit: number;
  /** True once no further request is wanted on a connection. */
  readonly draining: () => boolean;
  readonly answered: (what: Answered) => void;
  /** Told of a bug, and of trouble below: the fault `unavailable`, whose cause is what the database said. */
  readonly failed: (error: unknown, id: string) => void;
}

interface Outcome {
  readonly reply: Reply;
  readonly fault?: string;
  readonly binding: Binding | undefined;
}

const milliseconds = (since: number): number => Math.round((performance.now() - since) * 100) / 100;

/** Which binding answers, or the vendor's 404 or 405. HEAD is a GET whose body stays behind. */
function bindingOf(place: Place, call: Station): Binding {
  if (place.routes.size === 0) throw new Fault('path-unknown');
  const { method } = call;
  const routes = place.routes.get(method) ?? (method === 'HEAD' ? place.routes.get('GET') : undefined);
  if (!routes) throw new Fault('method-not-allowed');
  for (const { binding } of routes) if (!binding.when || binding.when(call)) return binding;
  throw new Fault('path-unknown');
}

/** The parts at work: what was compiled from them at start. */
interface Plane extends GatewayParts {
  readonly greet: ReturnType<typeof createGreeting>;
  readonly doors: ReadonlyMap<Dialect, Doors>;
}

/** One request on its way: where its path led, and what it is answered on. */
interface Passage {
  readonly plane: Plane;
  readonly place: Place;
  readonly call: Station;
  readonly res: ServerResponse;
}

const turnsAway: ReadonlySet<string> = new Set<AccessFaultCode>(['unauthenticated', 'login-limited']);

/** Nobody calls, for this reason, where an open binding answers whom access turns away. */
function turnAway(call: Station, binding: Binding, error: unknown): void {
  if (!binding.open || !(error instanceof Fault) || !turnsAway.has(error.code as string)) throw error;
  call.turnedAway = error as Fault;
}

/** Finds out who calls: at once where access remembers, so that the usual request waits for nothing. */
function admit({ plane, place: { dialect }, call }: Passage, binding: Binding): Promise<void> | undefined {
  try {
    const caller = plane.admit(dialect.id, dialect.credentials(call), call.address);
    if (caller instanceof Promise) {
      return caller.then(
        (found) => void (call.caller = found),
        (error: unknown) => turnAway(call, binding, error),
      );
    }
    call.caller = caller;
  } catch (error) {
    turnAway(call, binding, error);
  }
  return undefined;
}

/** decode, check, read · run · write. */
function perform(passage: Passage, binding: Binding): Reply | Promise<Reply> {
  const { plane, place, call, res } = passage;
  const act = (): Reply | Promise<Reply> => binding.act(call, plane.doors.get(place.dialect) as Doors);
  if (!binding.schema || !hasBody(call)) return act();
  return receive(place.dialect, binding.schema, { call, res, limit: plane.bodyLimit }).then((body) => {
    call.body = body;
    return act();
  });
}

/** The side door: a Fault leaves in the vendor's words, anything else is reported and leaves as `internal`. */
function refuse({ plane, place, call }: Passage, error: unknown, binding: Binding | undefined): Outcome {
  if (!(error instanceof Fault) || error.code === 'unavailable') plane.failed(error, call.id);
  const fault: Fault = error instanceof Fault ? (error as Fault) : new Fault('internal');
  const own = binding?.faults?.[fault.code as FaultCode];
  return { reply: own?.(fault, call) ?? place.dialect.fault(fault, call), fault: fault.code, binding };
}

/** Without a promise where nothing has to be waited for: each one costs a request as much as finding its route. */
function outcomeOf(passage: Passage): Outcome | Promise<Outcome> {
  let binding: Binding | undefined;
  try {
    const found = (binding = bindingOf(passage.place, passage.call));
    const admission = admit(passage, found);
    const reply = admission ? admission.then(() => perform(passage, found)) : perform(passage, found);
    if (!(reply instanceof Promise)) return { reply, binding };
    return reply.then(
      (waited) => ({ reply: waited, binding }),
      (error: unknown) => refuse(passage, error, binding),
    );
  } catch (error) {
    return refuse(passage, error, binding);
  }
}

/** The last station: the dialect's seal, then bytes. */
function finish({ plane, place: { dialect }, call, res }: Passage, { reply: open, fault }: Outcome): number {
  const reply = dialect.seal ? dialect.seal(open, call) : open;
  const codec = reply.codec ?? dialect.negotiate?.(call) ?? dialect.codecs[0];
  const unread = fault !== undefined && hasBody(call) && !call.req.complete ? call.req : undefined;
  const headers = [...(dialect.headers ?? []), ...(reply.headers ?? [])];
  const how = {
    headers,
    close: plane.draining() || unread !== undefined,
    bodiless: call.req.method === 'HEAD',
    unread,
  };
  if (reply.items && codec?.encodeItems && !how.bodiless) {
    sendItems(res, reply, codec, codec.encodeItems(reply.items, reply.root), how).catch((error: unknown) => {
      plane.failed(error, call.id);
      res.destroy();
    });
  } else send(res, reply, codec, how);
  return reply.status;
}

const answered = (
  { id, method, address, caller }: Station,
  what: Partial<Answered> & { status: number },
  ms: number,
) => ({
  id,
  method,
  address,
  dialect: what.dialect ?? '',
  operation: what.operation ?? '',
  route: what.route ?? '',
  status: what.status,
  fault: what.fault ?? '',
  ms,
  caller: caller.name,
});

/** Answers, and tells that it did. */
function conclude(passage: Passage, outcome: Outcome, started: number): void {
  const status = finish(passage, outcome);
  const { plane, call } = passage;
  const { dialect, pattern: route } = passage.place;
  const operation = outcome.binding?.name ?? '';
  const what = { dialect: dialect.id, operation, route, status, fault: outcome.fault ?? '' };
  plane.answered(answered(call, what, milliseconds(started)));
}

function serve(plane: Plane, call: Station, res: ServerResponse): void | Promise<void> {
  const started = performance.now();
  const match = plane.greet(call);
  if (!match) {
    send(res, { status: 404 }, undefined, { headers: [], bodiless: true, close: plane.draining() });
    plane.answered(answered(call, { status: 404, fault: 'path-unknown' }, milliseconds(started)));
    return;
  }
  const { dialect: owner, depth } = match.place;
  if (depth > 0) call.path = withoutPrefix(call.path, match.place);
  if (owner.method) call.method = owner.method(call);
  call.params = match.params;
  call.allow = match.place.allow;
  const passage = { plane, place: match.place, call, res };
  const outcome = outcomeOf(passage);
  if (outcome instanceof Promise) return outcome.then((waited) => conclude(passage, waited, started));
  conclude(passage, outcome, started);
}

const boot = randomBytes(6).toString('base64url');
let count = 0;

/** No two requests share one, whichever process, replica or gateway they came to. */
const nextId = (): string => `${boot}-${(++count).toString(36)}`;

/**
 * The vendor plane as one handler for `createServer`, or for the front of any express app. A request passes these
 * stations: greet and route (host name, prefix or path picks the dialect), admit, decode, check, read · run · write, send.
 */
export function createGateway(parts: GatewayParts): (req: IncomingMessage, res: ServerResponse) => void {
  const doors = new Map(
    parts.dialects.map((dialect) => [dialect, { run: parts.run(dialect), access: parts.access(dialect) }]),
  );
  const plane: Plane = { ...parts, greet: createGreeting(parts.dialects, parts.sites), doors };
  return (req, res) => {
    if (isEnding(req)) return;
    parts.arrived?.();
    const call = new Station(nextId(), req, parts.originOf?.(req));
    const broken = (error: unknown): void => {
      parts.failed(error, call.id);
      res.destroy();
    };
    try {
      serve(plane, call, res)?.catch(broken);
    } catch (error) {
      broken(error);
    }
  };
}
