import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Caller } from '../access/caller.js';
import type { Fault } from '../core/fault.js';
import type { Call } from './contract.js';

const noParams: Readonly<Record<string, string>> = Object.freeze({});

/** What a trusted proxy tells of a request; what it leaves open is as the connection has it. */
export interface Origin {
  readonly address: string | undefined;
  readonly scheme: 'http' | 'https' | undefined;
  readonly host: string | undefined;
}

/** A request as the stations fill it in, one after the other. */
export class Station implements Call {
  method: string;
  path: string;
  readonly headers: IncomingHttpHeaders;
  params = noParams;
  allow: readonly string[] = [];
  body: unknown;
  caller: Caller = nobody;
  turnedAway?: Fault;
  #query: URLSearchParams | undefined;
  readonly #target: string;
  readonly #mark: number;
  readonly #origin: Origin | undefined;

  constructor(
    readonly id: string,
    readonly req: IncomingMessage,
    origin?: Origin,
  ) {
    this.#origin = origin;
    // An express app that mounts the gateway below a prefix cuts `url`; the texts repeat what the client wrote.
    const target = (req as { readonly originalUrl?: string }).originalUrl ?? req.url ?? '/';
    // RFC 9112, 3.2.2: a server takes the absolute form too, which clients behind a proxy send.
    this.#target = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '');
    this.#mark = this.#target.indexOf('?');
    this.path = this.#mark < 0 ? this.#target : this.#target.slice(0, this.#mark);
    this.method = req.method ?? 'GET';
    this.headers = req.headers;
  }

  get query(): URLSearchParams {
    return (this.#query ??= new URLSearchParams(this.#mark < 0 ? '' : this.#target.slice(this.#mark + 1)));
  }

  get url(): string {
    const scheme = this.#origin?.scheme ?? ('encrypted' in this.req.socket ? 'https' : 'http');
    return `${scheme}://${this.host ?? 'localhost'}${this.#target}`;
  }

  /** The host the client asked for. */
  get host(): string | undefined {
    return this.#origin?.host ?? this.headers.host;
  }

  get address(): string {
    return this.#origin?.address ?? this.req.socket.remoteAddress ?? '';
  }
}

/** Who calls until access has said otherwise. */
const nobody: Caller = Object.freeze({ name: 'nobody', groups: [] });
