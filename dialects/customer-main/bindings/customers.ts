import type { Customer } from '../../../src/core/customers/model.js';
import { Fault } from '../../../src/core/fault.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import { localDateTime } from '../../../src/wire/aspnet/dates.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Zone } from '../../../src/wire/zone.js';
import { trimmed } from '../lens/columns.js';
import { lists } from '../lens/lists.js';
import { addedRow, storedRow } from '../lens/rows.js';
import type { AddParameters, EditParameters, GetParameters } from '../wire.js';
import { parametersIn, type Parameters } from './parameters.js';
import { refusals } from './refusals.js';
import { failed, succeeded } from './replies.js';

const addSchema = loadSchema<AddParameters>('customer-main/add.json');
const editSchema = loadSchema<EditParameters>('customer-main/edit.json');
const getSchema = loadSchema<GetParameters>('customer-main/get.json');

const refuse = (member: string, rule: string): never => {
  throw new Fault('invalid', { problems: [{ member, rule }] });
};

/**
 * Custname and Status are required; words must stand in their lists to the letter: "must be camel-cased". A blank Custno
 * is none.
 */
function checked({ CUSTNO = '', ...rest }: Parameters): Parameters {
  const given = trimmed(CUSTNO) === '' ? rest : { CUSTNO, ...rest };
  for (const name of ['CUSTNAME', 'STATUS']) if (given[name] === undefined) refuse(name, 'needed');
  for (const [name, list] of Object.entries<readonly string[]>(lists)) {
    const word = trimmed(given[name] ?? '');
    if (word !== '' && !list.includes(word)) refuse(name, 'enum');
  }
  return given;
}

/** HEAD means GET everywhere, but nobody wants anything changed by one. Faults: method-not-allowed. */
function refuseHead({ method }: Call): void {
  if (method === 'HEAD') throw new Fault('method-not-allowed');
}

function add(lens: Lens<Customer>, zone: Zone): Binding {
  const parameters = parametersIn(addSchema);
  const accountDate = (customer: Customer, shown: unknown): string =>
    customer.extras?.['customerMain']?.['accountDate'] === undefined
      ? localDateTime(customer.createdAt, zone)
      : String(shown);
  return operation({
    op: 'customer.create',
    schema: addSchema,
    faults: refusals('Customer add failed.'),
    read: (call, body) => {
      refuseHead(call);
      return { revision: lens.make(checked(parameters(call, { ...body }))) };
    },
    write: (customer) => {
      const view = lens.get(customer);
      const row = addedRow(view, accountDate(customer, view['ACCT_DATE']));
      return succeeded('Customer added successfully.', row);
    },
  });
}

const keyNeeded = 'key-needed';

/** By its number; by its name only where no number is given, and then the name is not written. */
function edited({ CUSTNO, ...given }: Parameters) {
  const number = trimmed(CUSTNO ?? '');
  if (number !== '') return { key: { accountNumber: number }, given };
  const { CUSTNAME = '', ...rest } = given;
  const name = trimmed(CUSTNAME);
  return name === '' ? refuse('CUSTNO', keyNeeded) : { key: { shownName: name }, given: rest };
}

function edit(lens: Lens<Customer>): Binding {
  const parameters = parametersIn(editSchema);
  const failures = refusals('Customer edit failed.');
  return operation({
    op: 'customer.update',
    schema: editSchema,
    faults: {
      ...failures,
      invalid: (fault, call) =>
        fault.details.problems?.[0]?.rule === keyNeeded
          ? failed('Customer edit failed.Customer Number or Customer Name is Required')
          : failures.invalid(fault, call),
    },
    read: (call, body) => {
      refuseHead(call);
      const { key, given } = edited(parameters(call, { ...body }));
      return { revision: lens.revise(given), ...key };
    },
    write: () => succeeded('Customer edited successfully.'),
  });
}

/** Without its parameter no overload of the action fits the request, which the framework says. */
function get(lens: Lens<Customer>): Binding {
  const parameters = parametersIn(getSchema);
  return operation({
    op: 'customer.read',
    schema: getSchema,
    read: (call, body) => {
      const { CustNumOrName: called } = parameters(call, { ...body });
      if (called === undefined) throw new Fault('path-unknown');
      return { key: { called: called.trim() } };
    },
    write: (customer) => succeeded('Customer details:', storedRow(lens.get(customer))),
  });
}

/** One customer: added, edited, shown. */
export const customerBindings = (lens: Lens<Customer>, zone: Zone) => ({
  add: add(lens, zone),
  edit: edit(lens),
  get: get(lens),
});
