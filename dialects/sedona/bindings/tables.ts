import type { Kinds } from '../../../src/core/records/kinds.js';
import type { Code, CodeKind, MasterAccount, PaymentTerm } from '../../../src/core/reference/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding } from '../../../src/dialect/contract.js';
import { fraction } from '../../../src/wire/aspnet/fraction.js';
import { pathId } from './parameters.js';

type Row = Kinds[CodeKind];

/** A table of codes: its URL, what its model is called, and what stands before the names of its members. */
interface Table {
  readonly path: string;
  readonly model: string;
  readonly kind: CodeKind;
  readonly show: (row: Row) => object;
}

/** Id, code, description and whether it is offered no longer, the members' names beginning alike. */
const plain =
  (name: string) =>
  ({ id, code, description, inactive }: Code): object => ({
    [`${name}Id`]: id,
    [`${name}Code`]: code,
    Description: description ?? null,
    Inactive: inactive ?? false,
  });

const term = ({ id, code, description, inactive, ...row }: PaymentTerm): object => ({
  TermId: id,
  TermCode: code,
  Description: description ?? null,
  DaysNetDue: row.daysNetDue ?? 0,
  DiscountPctg: fraction(row.discountPercent ?? '0'),
  DiscountDays: row.discountDays ?? 0,
  DateType: row.dateType ?? null,
  Inactive: inactive ?? false,
});

const masterAccount = ({ id, code, description, inactive, ...row }: MasterAccount): object => ({
  MasterAccountId: id,
  MasterAccountCode: code,
  Description: description ?? null,
  CustomerId: row.customerId ?? null,
  Inactive: inactive ?? false,
  MasterAccountBilling: row.billsMaster ?? false,
  UseMasterAccountBranch: row.usesMasterBranch ?? false,
});

const table = (model: string, kind: CodeKind, show: (row: never) => object): Table => ({
  path: `/api/${model.toLowerCase()}`,
  model,
  kind,
  show: show as (row: Row) => object,
});

/** Every table that the document names, in its order, and the two it names without a URL. */
export const tables: readonly Table[] = [
  table('CustomerType', 'customer-types', plain('Type')),
  table('Salesperson', 'salespeople', plain('Salesperson')),
  table('Term', 'payment-terms', term),
  table('Branch', 'branches', plain('Branch')),
  table('CustomerGroup', 'customer-groups', plain('CustomerGroup')),
  table('MasterAccount', 'master-accounts', masterAccount),
  table('CollectionStatus', 'collection-statuses', plain('CollectionStatus')),
  table('CustomerRelation', 'customer-relations', plain('CustomerRelation')),
];

/** A table's rows, and one of them. */
export const tableBindings = ({ model, kind, show }: Table, limit: number) =>
  ({
    list: operation({
      op: 'codes.list',
      read: () => ({ kind, limit }),
      write: (rows) => ({ status: 200, body: rows.map(show), root: `ArrayOf${model}` }),
    }),
    get: operation({
      op: 'codes.read',
      read: (call) => ({ kind, id: pathId(call, model) }),
      write: (row) => ({ status: 200, body: show(row), root: model }),
    }),
  }) satisfies Record<string, Binding>;
