import type { AddressValidator } from '../core/customers/address-validator.js';
import type { Address } from '../core/customers/model.js';
import { createJsonClient, type Answer, type Trouble } from './json-client.js';

export interface AvaTaxService {
  readonly url: string;
  readonly account: string;
  readonly licenseKey: string;
  /** Milliseconds for one request. */
  readonly timeout: number;
  readonly trouble?: Trouble | undefined;
}

/** What an address comes to where it could not be asked about. */
const unvalidated = 'The address could not be validated because the tax service did not answer.';
const unvalidatable = 'The address could not be validated because the tax service refused the request.';

/** The service knows addresses of these countries only, and wants not to be asked about others. */
const countries = new Set(['', 'us', 'usa', 'united states', 'united states of america', 'ca', 'can', 'canada']);

interface Message {
  readonly summary?: unknown;
  readonly details?: unknown;
  readonly message?: unknown;
  readonly severity?: unknown;
}

const list = (value: unknown): readonly Message[] => (Array.isArray(value) ? (value as readonly Message[]) : []);

/** A sentence without its full stop, which is how the billing system repeats it in its own document. */
const sentence = ({ details, summary, message }: Message): string => {
  const isText = (part: unknown): part is string => typeof part === 'string' && part.trim() !== '';
  const text = [details, summary, message].find(isText) ?? 'The address is not valid';
  return text.trim().replace(/\.$/, '');
};

/** AddressResolutionModel's messages; only errors count, since a warning leaves the address usable. */
function problemsIn({ status, body }: Answer): readonly string[] {
  const { messages, error } = (body ?? {}) as { readonly messages?: unknown; readonly error?: { details?: unknown } };
  if (status === 200 && body !== undefined) {
    return list(messages).flatMap((one) => (one.severity === 'Error' ? [sentence(one)] : []));
  }
  if (status >= 500 || body === undefined) return [unvalidated];
  const details = status === 400 ? list(error?.details) : [];
  return details.length > 0 ? details.map(sentence) : [unvalidatable];
}

const asked = ({ street, city, state, postalCode, country }: Address) => ({
  line1: street,
  city,
  region: state,
  postalCode,
  country: country || 'US',
});

/**
 * Avalara's AvaTax, REST v2: `POST /api/v2/addresses/resolve` with account and licence key by Basic (developer.avalara.com,
 * Address Validation). Addresses of other countries than the United States and Canada pass unasked.
 */
export function createAvaTax({ url, account, licenseKey, timeout, trouble }: AvaTaxService): AddressValidator {
  const basic = Buffer.from(`${account}:${licenseKey}`).toString('base64');
  const headers = { Authorization: `Basic ${basic}`, 'X-Avalara-Client': 'customer-gateway' };
  const ask = createJsonClient({ url, headers, timeout, trouble });
  return {
    problems: async (address) => {
      if (!countries.has((address.country ?? '').trim().toLowerCase())) return [];
      const question = { method: 'POST', path: '/api/v2/addresses/resolve', body: asked(address) } as const;
      return ask(question).then(problemsIn, () => [unvalidated]);
    },
  };
}
