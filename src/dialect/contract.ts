import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Credentials, LoginKind } from '../access/caller.js';
import type { AccessFaultCode } from '../access/faults.js';
import type { CoreFaultCode, Fault } from '../core/fault.js';
import type { Customer } from '../core/customers/model.js';
import type { Operations } from '../core/operations.js';
import type { Clock } from '../core/ports.js';
import type { Codec } from '../wire/codec.js';
import type { WireFaultCode } from '../wire/faults.js';
import type { Reply } from '../wire/reply.js';
import type { Zone } from '../wire/zone.js';
import type { Schema } from '../wire/schema.js';
import type { Callbacks } from './callbacks.js';
import type { Lens } from './lens.js';

/** Whatever a dialect needs words for. */
export type FaultCode = CoreFaultCode | WireFaultCode | AccessFaultCode;

/** The part of a request that is known before its body. */
export interface Head {
  readonly method: string;
  /** The path as the client wrote it, without the query and without a prefix that the operator put before it. */
  readonly path: string;
  /** The absolute URL as the client wrote it, for vendors that repeat it in their texts. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed on first use. */
  readonly query: URLSearchParams;
  /** The client's address. */
  readonly address: string;
}

/** One request on its way through the stations. */
export interface Call extends Head {
  /** The request's id, in the log line and nowhere on the wire. */
  readonly id: string;
  /** Path parameters, decoded; undefined where the pattern has none of that name. */
  readonly params: Readonly<Record<string, string>>;
  /** Methods this path answers, for a 405. */
  readonly allow: readonly string[];
  readonly body: unknown;
  readonly caller: Caller;
  /** Why the caller is nobody, where an `open` binding answers all the same. */
  readonly turnedAway?: Fault;
}

/** A fault in the vendor's words. Pure. */
export type FaultReply = (fault: Fault, call: Call) => Reply;

/** Which switch of a dialect a binding reads: frozen, with defaults filled in. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** A call bound to an operation, or a fixed answer. Made by the builders of `binding.ts`, never by hand. */
export interface Binding {
  /** What the access line calls it. */
  readonly name: string;
  readonly schema?: Schema<unknown>;
  /** Whether it answers callers whom access turns away, too. */
  readonly open?: boolean;
  /** Tells bindings of one method and pattern apart; the first that holds answers. */
  readonly when?: (call: Call) => boolean;
  /** Comes before the dialect's own table, which speaks where this answers undefined. */
  readonly faults?: Partial<Readonly<Record<FaultCode, (fault: Fault, call: Call) => Reply | undefined>>>;
  readonly act: (call: Call, does: Doors) => Reply | Promise<Reply>;
}

/** Runs a core operation on behalf of a call. */
export type Run = <O extends keyof Operations>(
  operation: O,
  input: Operations[O]['in'],
  call: Call,
) => Operations[O]['out'] | Promise<Operations[O]['out']>;

/** What a binding may ask of the gateway. */
export interface Doors {
  readonly run: Run;
  readonly access: AccessDoor;
}

/** Sessions begin and end through access, apart from the core. */
export interface AccessDoor {
  /** Faults: unauthenticated, login-limited. */
  begin(call: Call, login: { readonly name: string; readonly password: string }): Promise<Caller>;
  /** Whether there was such a session. */
  end(call: Call, session: string): Promise<boolean>;
}

/** A method and a path below every mount, and what answers there. */
export interface Route {
  readonly method: string;
  /** Segments are literals, `{name}` or a last `{name*}` that takes the rest. */
  readonly pattern: string;
  readonly binding: Binding;
}

/** One vendor's customer API, as a value. */
export interface Dialect {
  readonly id: string;
  /** The vendor's product, for people. */
  readonly title: string;
  readonly paths: {
    /** Prefixes below which every route answers. */
    readonly mounts: readonly string[];
    /** Patterns whose unknown paths fail in this vendor's words. */
    readonly owns: readonly string[];
    readonly foldCase: boolean;
  };
  /** Formats it reads and writes; the first is the default. */
  readonly codecs: readonly Codec[];
  /** The method a request means, where a vendor lets clients say it elsewhere. */
  readonly method?: (head: Head) => string;
  /**
   * Picks the codec of a body from its Content-Type, undefined where such a body counts as none; without it, the codecs'
   * own media types do. Faults: those of wire.
   */
  readonly reads?: (contentType: string | undefined) => Codec | undefined;
  /** Picks the codec of an answer where there is more than one. */
  readonly negotiate?: (head: Head) => Codec;
  /** What its logins are; passwords, unless it says otherwise. */
  readonly login?: LoginKind;
  /** Undefined where the request carries none. Access verifies what is found. */
  readonly credentials: (head: Head) => Credentials | undefined;
  readonly routes: readonly Route[];
  readonly fault: FaultReply;
  /** On every answer, before its own: name, value, name, value … */
  readonly headers?: readonly string[];
  /** The last touch on every answer, faults too. */
  readonly seal?: (reply: Reply, call: Call) => Reply;
  /** How it tells other systems what happened, where it does. */
  readonly callbacks?: Callbacks;
  /** What the law tests run on. */
  readonly lenses: { readonly customer: Lens<Customer> };
}

/** What a dialect is given when it is made. */
export interface Surroundings<S extends Settings> {
  readonly settings: S;
  readonly clock: Clock;
  /** The zone in which this vendor writes dates that carry none. */
  readonly zone: Zone;
}

/** What a dialect's folder exports: its name, its switches with their defaults, and how to make it from both. */
export interface DialectModule<S extends Settings = Settings> {
  readonly id: string;
  /** As the dialect's. */
  readonly login?: LoginKind;
  readonly settings: S;
  /** Which values a switch takes, where its type does not say enough. */
  readonly choices?: { readonly [Name in keyof S]?: readonly S[Name][] };
  create(surroundings: Surroundings<S>): Dialect;
}
