import { isBilled, type Billed } from '../../../src/core/bills/model.js';
import type { Customer, Json } from '../../../src/core/customers/model.js';
import { createLens, readOnly, type Lens, type View } from '../../../src/dialect/lens.js';
import { fraction, shortFraction } from '../../../src/wire/aspnet/fraction.js';
import { isMissing } from '../../../src/wire/aspnet/annotations.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { SedonaSettings } from '../settings.js';
import type { Customer as CustomerBody, CustomerBill as BillBody } from '../wire.js';
import { billLens, type BillSide } from './bill.js';
import { billPrefix, customerLens, customerMembers, none } from './customer.js';
import { nullDate, shortDate } from './date.js';

const nothing = fraction('0');

/** What Sedona shows of customers and bills, and what it makes of what is sent. */
export interface Views {
  /** Customer and primary bill under flat names: what is written, and what the laws are about. */
  readonly lens: Lens<Customer>;
  readonly bill: Lens<BillSide>;
  /** "Returned only when getting a single customer": the balance, where one is read. */
  customer(customer: Customer, balance?: string): object;
  billed(billed: Billed): object;
  /** The whole view that a body stands for: what is left out is what the document says it defaults to. */
  written(body: CustomerBody): View;
  writtenBill(body: BillBody): View;
}

interface Defaults {
  readonly [member: string]: () => Json;
}

const defaultsOf = (settings: SedonaSettings, today: () => string): Defaults => ({
  StatusCode: () => settings.customerStatusCode,
  CollectionStatusCode: () => settings.customerCollectionStatusCode,
  BranchCode: () => settings.branchCode,
  SalespersonCode: () => none,
  MasterAccountCode: () => none,
  CustomerRelationCode: () => none,
  BlanketPOExpire: () => nullDate,
  OkToIncreaseDate: () => nullDate,
  CustomerSince: today,
});

const billDefaults: Defaults = { CountryAbbrev: () => 'USA' };

type Sent = Readonly<Record<string, unknown>>;

/** Every member that can be written, as it was sent or by default; null clears the others. */
function completed({ members }: Pick<Lens<never>, 'members'>, sent: Sent, defaults: Defaults): Record<string, Json> {
  const writable = members.filter(({ writes }) => writes.length > 0);
  return Object.fromEntries(
    writable.map(({ name }) => {
      const value = sent[name] as Json | undefined;
      const otherwise = defaults[name];
      return [name, otherwise && isMissing(value) ? otherwise() : (value ?? null)];
    }),
  );
}

/** Flat names out of a customer that holds its bill. */
export const flattened = ({ CustomerBillPrimary: bill, ...rest }: Sent): View => {
  const below = Object.entries(bill ?? {}).map(([name, value]) => [billPrefix + name, value as Json] as const);
  return { ...(rest as View), ...Object.fromEntries(below) };
};

/** The views for these settings; `now` is the clock. */
export function createViews(settings: SedonaSettings, zone: Zone, now: () => number): Views {
  const own = createLens<Customer>([
    ...customerMembers(settings, zone),
    readOnly('CustomerBillPrimary', [], () => null),
  ]);
  const bill = billLens(settings);
  const defaults = defaultsOf(settings, () => shortDate(now(), zone));
  const writtenBill = (body: BillBody): View => completed(bill, body as unknown as Sent, billDefaults);
  return {
    lens: customerLens(settings, zone),
    bill,
    customer: (customer, balance) => {
      const view: Record<string, unknown> = own.get(customer);
      view['StatementBalance'] = nothing;
      if (balance !== undefined) {
        view['BalanceDue'] = shortFraction(balance);
        view['TotalActiveRMR'] = nothing;
        view['TotalActiveRAR'] = nothing;
      }
      view['CustomerBillPrimary'] = isBilled(customer) ? bill.get(customer) : null;
      return view;
    },
    billed: ({ bill: one, primary, customer }) => ({
      ...bill.get(primary ? customer : one),
      CustomerBillId: one.id,
      CustomerId: customer.id,
      IsPrimary: primary,
    }),
    written: ({ CustomerBillPrimary: primary, ...body }) => {
      const { CustomerNumber: number, ...view } = completed(own, body, defaults);
      return flattened({
        ...view,
        ...(number && !isMissing(number) && { CustomerNumber: number }),
        CustomerBillPrimary: primary ? writtenBill(primary) : {},
      });
    },
    writtenBill,
  };
}
