import winston from 'winston';
import Transport from 'winston-transport';
import type { Answered } from './dialect/gateway.js';

/** Where winston's formats leave the finished line. */
const MESSAGE = Symbol.for('message');

/** How long a request's line may wait for others, and how many may: a write costs as much as a query. */
const patience = 20;
const crowd = 256;

/** Writes the lines of one turn of the event loop together. */
class Batched extends Transport {
  #lines: string[] = [];
  readonly #out: (text: string) => void;

  constructor(out: (text: string) => void) {
    super();
    this.#out = out;
  }

  override log(info: Readonly<Record<symbol, string | undefined>>, next: () => void): void {
    this.add(info[MESSAGE] ?? '');
    next();
  }

  /** Lines that are finished need none of winston's steps, each of which may put them off. */
  add(lines: string): void {
    if (this.#lines.push(`${lines}\n`) === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length > 0) this.#out(lines.join(''));
  }
}

const oneStep = winston.format((info) => {
  const { level, message, ...rest } = info;
  info[MESSAGE] ??= JSON.stringify({ time: new Date().toISOString(), level, message, ...rest });
  return info;
});

let second = { at: NaN, text: '' };

/** The time now as ISO-8601, whose second is written out once for all its requests. */
function timeNow(): string {
  const now = Date.now();
  const [at, ms] = [Math.floor(now / 1000), now % 1000];
  if (second.at !== at) second = { at, text: new Date(at * 1000).toISOString().slice(0, 20) };
  return `${second.text}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`;
}

/** One request's line. All but the caller's name are words of ours, or checked by node's parser. */
function requestLine(what: Answered): string {
  const { id, method, address, dialect, operation, route, status, fault, ms, caller } = what;
  return (
    `{"time":"${timeNow()}","level":"info","message":"request","id":"${id}","method":"${method}",` +
    `"address":"${address}","dialect":"${dialect}","operation":"${operation}","route":"${route}","status":${status},` +
    `"fault":"${fault}","ms":${ms},"caller":${JSON.stringify(caller)}}`
  );
}

/** Collects requests' lines and hands them on as one text. */
function createRequests(write: (lines: string) => void) {
  let lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const text = lines.join('\n');
    lines = [];
    if (text !== '') write(text);
  };
  const add = (what: Answered): void => {
    const waiting = lines.push(requestLine(what));
    if (waiting === 1) timer = setTimeout(flush, patience);
    else if (waiting >= crowd) flush();
  };
  return { add, flush };
}

/** A log that says what it says in one JSON line each, and nothing it was not given. */
export interface Log {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
  error(message: string, facts?: object): void;
  /** One answered request. Lines of many are written together, within 20 ms. */
  request(what: Answered): void;
  /** Writes what has not been written yet. */
  flush(): void;
}

/** A log at a level of winston's: error, warn, info, debug or silent. */
export function createLog(level: string, write: (text: string) => void): Log {
  const batched = new Batched(write);
  const logger = winston.createLogger({
    level,
    silent: level === 'silent',
    format: oneStep(),
    transports: [batched],
  });
  const requests = createRequests((text) => batched.add(text));
  return {
    info: (message, facts) => void logger.info(message, facts),
    warn: (message, facts) => void logger.warn(message, facts),
    error: (message, facts) => void logger.error(message, facts),
    request: logger.isLevelEnabled('info') && level !== 'silent' ? requests.add : () => undefined,
    flush: () => {
      requests.flush();
      batched.flush();
    },
  };
}
