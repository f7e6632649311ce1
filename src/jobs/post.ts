import { isIP } from 'node:net';
import type { Agent, buildConnector } from 'undici';
import type { Message } from '../dialect/callbacks.js';
import { AddressRefused, isPublic, publicLookup } from './addresses.js';

/** Why a message was not delivered, in words for the operator that tell nothing of the message. */
export class Undelivered extends Error {}

/** Sends messages to whoever wants them. */
export interface Post {
  /** Resolves when the receiver has taken the message: a status of 200 to 299. Throws Undelivered; other errors are bugs. */
  send(message: Message, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface PostOptions {
  /** Milliseconds that a receiver may take altogether. */
  readonly timeout: number;
  /** Whether addresses that are not public are connected to. */
  readonly allowPrivate: boolean;
}

/** What of an answer is read, so that its connection can be used again; nobody looks at it. */
const answerLimit = 64 * 1024;

/** Connects to public addresses only; looked at where the connection is made, so that no name can change its mind. */
function guarded(build: typeof buildConnector, options: PostOptions): buildConnector.connector {
  const { allowPrivate, timeout } = options;
  if (allowPrivate) return build({ timeout });
  const connect = build({ timeout, lookup: publicLookup });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublic(host)) return callback(new AddressRefused(), null);
    connect(target, callback);
  };
}

function reasonOf(error: unknown, { timeout }: PostOptions): string {
  if (error instanceof AddressRefused) return error.message;
  const { name, code, cause } = error as Partial<Record<'name' | 'code' | 'cause', unknown>>;
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return `no answer within ${timeout / 1000} s`;
  if (typeof code === 'string') return code;
  if (cause !== undefined) return reasonOf(cause, { timeout, allowPrivate: false });
  throw error;
}

/** A post over connections of its own; undici is loaded with the first message. Redirects are not followed. */
export function createPost(options: PostOptions): Post {
  let agent: Promise<Agent> | undefined;
  const connections = async (): Promise<Agent> => {
    const undici = await import('undici');
    return new undici.Agent({ connect: guarded(undici.buildConnector, options), keepAliveTimeout: 4000 });
  };
  const status = async ({ url, headers, body }: Message, signal: AbortSignal): Promise<number> => {
    const { request } = await import('undici');
    const dispatcher = await (agent ??= connections());
    const limited = AbortSignal.any([signal, AbortSignal.timeout(options.timeout)]);
    const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal: limited });
    await answer.body.dump({ limit: answerLimit, signal: limited });
    return answer.statusCode;
  };
  return {
    send: async (message, signal) => {
      const answered = await status(message, signal).catch((error: unknown) => {
        if (signal.aborted) throw error;
        throw new Undelivered(reasonOf(error, options));
      });
      if (answered < 200 || answered > 299) throw new Undelivered(`answered ${answered}`);
    },
    close: async () => (await agent)?.destroy(),
  };
}
