import winston from 'winston';
import Transport from 'winston-transport';

/** Where winston's formats leave the finished line. */
const MESSAGE = Symbol.for('message');

/** Writes the lines of one turn of the event loop together. */
class Batched extends Transport {
  #lines: string[] = [];
  readonly #out: (text: string) => void;

  constructor(out: (text: string) => void) {
    super();
    this.#out = out;
  }

  override log(info: Readonly<Record<symbol, string | undefined>>, next: () => void): void {
    if (this.#lines.push(`${info[MESSAGE] ?? ''}\n`) === 1) setImmediate(() => this.flush());
    next();
  }

  flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length > 0) this.#out(lines.join(''));
  }
}

const oneStep = winston.format((info) => {
  const { level, message, ...rest } = info;
  info[MESSAGE] = JSON.stringify({ time: new Date().toISOString(), level, message, ...rest });
  return info;
});

/** A log that says what it says in one JSON line each, and nothing it was not given. */
export interface Log {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
  error(message: string, facts?: object): void;
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
  return {
    info: (message, facts) => void logger.info(message, facts),
    warn: (message, facts) => void logger.warn(message, facts),
    error: (message, facts) => void logger.error(message, facts),
    flush: () => batched.flush(),
  };
}
