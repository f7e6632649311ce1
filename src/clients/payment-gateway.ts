import { ExponentialBackoff, handleWhenResult, retry } from 'cockatiel';
import { Fault } from '../core/fault.js';
import type { PaymentGateway, PaymentOutcome } from '../core/payments/gateway.js';
import { createJsonClient, Unanswered, type Answer, type Ask, type Trouble } from './json-client.js';

export interface GatewayService {
  readonly url: string;
  /** Sent as a bearer token, unless it is empty. */
  readonly token: string;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Milliseconds before an uncertain charge is looked up for the second time; it doubles after that. */
  readonly pause?: number;
  readonly trouble?: Trouble | undefined;
}

type LookedUp = Awaited<ReturnType<PaymentGateway['lookUp']>>;

/** How often an uncertain charge is looked up before it is left for later. */
const lookUps = 4;

const unknown: PaymentOutcome = { result: 'unknown' };

/** Statuses after which the gateway may have done it, or be doing it, all the same. */
const uncertain = (status: number): boolean => status >= 500 || [408, 409, 425].includes(status);

const word = (value: unknown): string => (typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : '');

/** What an answer says; undefined where it says nothing that can be relied on. */
function outcomeIn({ body }: Answer): PaymentOutcome | undefined {
  const { status, reference, reason } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (status === 'approved') return { result: 'approved', reference: word(reference) };
  if (status === 'declined') return { result: 'declined', reason: word(reason) || 'declined' };
  return status === 'pending' ? unknown : undefined;
}

const unreached = (reason: string): Fault => new Fault('payments-unavailable', { reason });

/** Asks, where nothing is lost if it has to be said that the gateway was not reached. */
async function posted(ask: Ask, path: string, key: string, body: object): Promise<PaymentOutcome> {
  const question = { method: 'POST', path, headers: { 'Idempotency-Key': key }, body } as const;
  try {
    const answer = await ask(question);
    if (answer.status >= 300 && !uncertain(answer.status)) throw unreached('refused');
    return (answer.status < 300 && outcomeIn(answer)) || unknown;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    if (!error.sent) throw unreached('unreached');
    return unknown;
  }
}

async function lookedUp(ask: Ask, key: string): Promise<LookedUp> {
  const answer = await ask({ method: 'GET', path: `/charges/${encodeURIComponent(key)}` }).catch(() => undefined);
  if (answer?.status === 404) return { result: 'absent' };
  const outcome = answer?.status === 200 ? outcomeIn(answer) : undefined;
  if (!outcome) throw unreached('unreached');
  return outcome;
}

/**
 * A payment gateway behind HTTP, by the protocol in the README. A charge whose answer does not come, or says nothing, is
 * looked up by its key and never sent again; one that cannot be found out about stays `unknown`.
 */
export function createPaymentGateway({ url, token, timeout, pause = 250, trouble }: GatewayService): PaymentGateway {
  const headers = token === '' ? {} : { Authorization: `Bearer ${token}` };
  const ask = createJsonClient({ url, headers, timeout, trouble });
  const patiently = retry(
    handleWhenResult((found) => (found as PaymentOutcome).result === 'unknown'),
    { maxAttempts: lookUps - 1, backoff: new ExponentialBackoff({ initialDelay: pause }) },
  );
  /** A gateway that has not seen the charge yet may still be about to. */
  const settled = async (key: string): Promise<PaymentOutcome> => {
    const found = await lookedUp(ask, key).catch(() => unknown);
    return found.result === 'absent' ? unknown : found;
  };
  return {
    authorise: ({ key, ...request }) => posted(ask, '/authorisations', key, request),
    charge: async ({ key, ...request }) => {
      const outcome = await posted(ask, '/charges', key, request);
      return outcome.result === 'unknown' ? patiently.execute(() => settled(key)) : outcome;
    },
    lookUp: (key) => lookedUp(ask, key),
  };
}
