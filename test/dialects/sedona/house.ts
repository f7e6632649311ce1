import { m4 } from '../../../dialects/m4/index.js';
import { sedona } from '../../../dialects/sedona/index.js';
import type { Flags } from '../../../src/config.js';
import type { Settings } from '../../../src/dialect/contract.js';
import { openSandbox } from '../../../src/sandbox.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface House {
  readonly ask: (path: string, request?: RequestInit) => Promise<Answer>;
  /** The customer as GET answers it. */
  readonly customer: (id: number) => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}

/** Rows of every table, and two customers without anything of Sedona's. */
export const data = [
  { kind: 'customer-types', id: 1, code: 'COM' },
  { kind: 'payment-terms', id: 1, code: 'NET30' },
  { kind: 'branches', id: 1, code: 'MAIN' },
  { kind: 'customer-groups', id: 7, code: 'GOV' },
  { kind: 'customers', id: 7, number: 'ACME-1', name: 'Acme' },
  { kind: 'customers', id: 8, number: 'B0B626F0-D12B-4F38-8AC9-106AE6936DB1', name: 'Other' },
]
  .map((record) => JSON.stringify(record))
  .join('\n');

/** A gateway of Sedona, and M4 beside it to look through other eyes. */
export async function openHouse(flags: Flags = {}): Promise<House> {
  const sandbox = await openSandbox([sedona, m4], data, { anonymous: ['m4', 'sedona'], ...flags });
  const ask: House['ask'] = async (path, request = {}) => {
    const response = await fetch(new URL(path, sandbox.url), request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    ask,
    customer: async (id) => JSON.parse((await ask(`/api/customer/${id}`)).text) as Readonly<Record<string, unknown>>,
    close: () => sandbox.close(),
  };
}

/** Runs a test in a gateway with settings of its own. */
export async function within(settings: Settings, body: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse({ settings: { sedona: settings } });
  await body(house).finally(() => house.close());
}

/** A request with a JSON body. */
export const sending = (method: 'PUT' | 'POST', body: object): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** The least a customer needs. */
export const least = { CustomerName: 'Acme', TypeCode: 'COM', TermCode: 'NET30' };

/** The least a bill needs. */
export const bill = {
  CustomerId: 7,
  IsCommercial: false,
  BillName: 'Doe, Jane',
  Address1: '1 Mill Street',
  City: 'Salem',
  State: 'VA',
  Zip: '24153',
  BranchCode: 'MAIN',
  EmailInvoices: true,
};
