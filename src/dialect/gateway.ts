import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Credentials } from '../access/caller.js';
import { Fault } from '../core/fault.js';
import { readBody } from '../wire/body.js';
import { decodeText } from '../wire/charset.js';
import { parseMediaType } from '../wire/media-type.js';
import type { Reply } from '../wire/reply.js';
import { Station } from './call.js';
import type { Binding, Dialect, FaultCode, Run } from './contract.js';
import { createRouter, type Place } from './router.js';
import { send } from './send.js';

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
  /** Verifies what a dialect found; the caller at once where it is remembered. Faults: those of access. */
  readonly admit: (dialect: string, credentials: Credentials | undefined, address: string) => Caller | Promise<Caller>;
  readonly run: (dialect: Dialect) => Run;
  /** Bytes a body may have. */
  readonly bodyLimit: number;
  /** True once no further request is wanted on a connection. */
  readonly draining: () => boolean;
  readonly answered: (what: Answered) => void;
  /** Told of everything that is no fault: a bug, or trouble below. */
  readonly failed: (error: unknown, id: string) => void;
}

interface Outcome {
  readonly reply: Reply;
  readonly fault?: string;
  readonly binding: Binding | undefined;
}

const milliseconds = (since: number): number => Math.round((performance.now() - since) * 100) / 100;

const hasBody = ({ headers }: Station): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Which binding answers, or the vendor's 404 or 405. HEAD is a GET whose body stays behind. */
function bindingOf(place: Place, call: Station): Binding {
  if (place.routes.size === 0) throw new Fault('path-unknown');
  const { method } = call;
  const routes = place.routes.get(method) ?? (method === 'HEAD' ? place.routes.get('GET') : undefined);
  if (!routes) throw new Fault('method-not-allowed');
  for (const { binding } of routes) if (!binding.when || binding.when(call)) return binding;
  throw new Fault('path-unknown');
}

function decode(dialect: Dialect, binding: Binding, call: Station, bytes: Buffer): unknown {
  const header = call.headers['content-type'];
  if (header === undefined) throw new Fault('media-type-missing');
  const { type, charset } = parseMediaType(header);
  const codec = dialect.codecs.find(({ media }) => media.includes(type));
  if (!codec) throw new Fault('media-type-unsupported', { type });
  return codec.decode(decodeText(bytes, charset), binding.schema?.json);
}

/** The parts at work: what was compiled from them at start. */
interface Plane extends GatewayParts {
  readonly route: ReturnType<typeof createRouter>;
  readonly runs: ReadonlyMap<Dialect, Run>;
}

/** One request on its way: where its path led, and what it is answered on. */
interface Passage {
  readonly plane: Plane;
  readonly place: Place;
  readonly call: Station;
  readonly res: ServerResponse;
}

/** admit, decode, check, read · run · write. */
async function act({ plane, place: { dialect }, call, res }: Passage, binding: Binding): Promise<Reply> {
  const caller = plane.admit(dialect.id, dialect.credentials(call), call.address);
  call.caller = caller instanceof Promise ? await caller : caller;
  if (binding.schema && hasBody(call)) {
    if (call.req.readableEnded) throw new Error('the body was read already: mount the gateway before body parsers');
    call.body = decode(dialect, binding, call, await readBody(call.req, res, plane.bodyLimit));
  }
  return binding.act(call, plane.runs.get(dialect) as Run);
}

/** The side door: a Fault leaves in the vendor's words, anything else is reported and leaves as `internal`. */
function refuse({ plane, place, call }: Passage, error: unknown, binding: Binding | undefined): Outcome {
  if (!(error instanceof Fault)) plane.failed(error, call.id);
  const fault: Fault = error instanceof Fault ? (error as Fault) : new Fault('internal');
  const own = binding?.faults?.[fault.code as FaultCode];
  return { reply: own?.(fault, call) ?? place.dialect.fault(fault, call), fault: fault.code, binding };
}

async function outcomeOf(passage: Passage): Promise<Outcome> {
  let binding: Binding | undefined;
  try {
    binding = bindingOf(passage.place, passage.call);
    return { reply: await act(passage, binding), binding };
  } catch (error) {
    return refuse(passage, error, binding);
  }
}

/** The last station: the dialect's seal, then bytes. */
function finish({ plane, place: { dialect }, call, res }: Passage, { reply: open, fault }: Outcome): number {
  const reply = dialect.seal ? dialect.seal(open, call) : open;
  const codec = reply.codec ?? dialect.negotiate?.(call) ?? dialect.codecs[0];
  const unread = fault !== undefined && hasBody(call) && !call.req.complete;
  send(res, reply, codec, { bodiless: call.method === 'HEAD', close: plane.draining() || unread });
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

async function serve(plane: Plane, call: Station, res: ServerResponse): Promise<void> {
  const started = performance.now();
  const match = plane.route(call.path);
  if (!match) {
    send(res, { status: 404 }, undefined, { bodiless: true, close: plane.draining() });
    plane.answered(answered(call, { status: 404, fault: 'path-unknown' }, milliseconds(started)));
    return;
  }
  call.params = match.params;
  call.allow = match.place.allow;
  const passage = { plane, place: match.place, call, res };
  const outcome = await outcomeOf(passage);
  const status = finish(passage, outcome);
  const { dialect, pattern: route } = match.place;
  const operation = outcome.binding?.name ?? '';
  plane.answered(
    answered(
      call,
      { dialect: dialect.id, operation, route, status, fault: outcome.fault ?? '' },
      milliseconds(started),
    ),
  );
}

/**
 * The vendor plane as one handler for `createServer`, or for the front of any express app. A request passes these
 * stations: greet and route (the path picks the dialect), admit, decode, check, read · run · write, send.
 */
export function createGateway(parts: GatewayParts): (req: IncomingMessage, res: ServerResponse) => void {
  const runs = new Map(parts.dialects.map((dialect) => [dialect, parts.run(dialect)]));
  const plane: Plane = { ...parts, route: createRouter(parts.dialects), runs };
  const boot = Date.now().toString(36);
  let count = 0;
  return (req, res) => {
    const call = new Station(`${boot}-${(++count).toString(36)}`, req);
    serve(plane, call, res).catch((error: unknown) => {
      parts.failed(error, call.id);
      res.destroy();
    });
  };
}
