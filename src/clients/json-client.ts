import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleType,
  wrap,
} from 'cockatiel';

/** What is asked of a service, below its URL. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What a service said; its body is undefined where it is no JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** No answer came. */
export class Unanswered extends Error {
  /** Whether the request may have reached the service all the same. */
  constructor(
    readonly sent: boolean,
    cause: unknown,
  ) {
    super('no answer', { cause });
    this.name = 'Unanswered';
  }
}

/** Told of a question that was not answered, or not as it should be: a few words of ours, nothing of the question. */
export type Trouble = (what: string) => void;

export interface Service {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for a whole question and its answer. */
  readonly timeout: number;
  readonly trouble?: Trouble | undefined;
}

/** Asks a service. Rejects with Unanswered and nothing else. */
export type Ask = (question: Question) => Promise<Answer>;

/** How many questions are open at a time and how many wait; how many in a row fail before none is asked, and how long. */
const bounds = { open: 16, waiting: 256, failures: 5, pause: 10_000 };

/** Characters of an answer that are read. */
const longest = 65_536;

/** What is met before anything could be sent: no such host, no connection, no certificate to trust. */
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** What an error is called, by node or by the system; it says nothing of what was sent. */
function codeOf(error: unknown): string {
  const { code } = ((error as Error).cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : (error as Error).name;
}

/** Statuses that are the operator's to mend: the service fails, or does not know this gateway. */
const isTrouble = (status: number): boolean => status >= 500 || status === 401 || status === 403;

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.length > longest) throw new Error('the answer is too long');
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Asks one service in JSON, with a time limit for each question and bounds for all of them together. After five in a row
 * without an answer nobody waits any more: for ten seconds every question fails at once, unsent. Redirects are not
 * followed.
 */
export function createJsonClient({ url, headers, timeout, trouble }: Service): Ask {
  const policy = wrap(
    bulkhead(bounds.open, bounds.waiting),
    circuitBreaker(handleType(Unanswered), {
      halfOpenAfter: bounds.pause,
      breaker: new ConsecutiveBreaker(bounds.failures),
    }),
  );
  const once = async ({ method, path, headers: own, body }: Question): Promise<Answer> => {
    const signal = AbortSignal.timeout(timeout);
    const sent = body && { body: JSON.stringify(body) };
    const type = body && { 'Content-Type': 'application/json' };
    const all = { Accept: 'application/json', ...headers, ...type, ...own };
    try {
      const response = await fetch(url + path, { method, headers: all, redirect: 'manual', signal, ...sent });
      const { status } = response;
      if (isTrouble(status)) trouble?.(`status ${status}`);
      return { status, body: parsed(await textOf(response)) };
    } catch (error) {
      const code = codeOf(error);
      trouble?.(code);
      throw new Unanswered(!neverSent.test(code), error);
    }
  };
  return (question) =>
    policy
      .execute(() => once(question))
      .catch((error: unknown) => {
        const refused = error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError;
        throw refused ? new Unanswered(false, error) : error;
      });
}
