import fc from 'fast-check';
import type { Customer, Json } from '../../src/core/customers/model.js';
import { customers } from './views.js';

/** The longest texts that seed files and the admin plane take. */
const longest = { key: 255, text: 4000 };
const keys = new Set(['number', 'externalReference', 'table', 'login']);

const fitted = (value: Json, length: number): Json => {
  if (typeof value === 'string') return value.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, fitted(member, keys.has(name) ? longest.key : longest.text)]),
  );
};

/** A login is one contact's. */
function withLogins(contacts: Customer['contacts'], index: number): object {
  const told = Object.entries(contacts ?? {}).map(([role, { login, ...contact }]) => [
    role,
    login === undefined ? contact : { ...contact, login: `${index} ${role} ${login}` },
  ]);
  return contacts ? { contacts: Object.fromEntries(told) as object } : {};
}

/** The same keys would collide, and a user must exist. */
function told(customer: Customer, index: number, user: number): object {
  const { id: _id, version: _version, number, accountNumber, externalReference, source, userId, ...rest } = customer;
  return {
    ...rest,
    ...withLogins(rest.contacts, index),
    ...(number !== undefined && { number: `${index} ${number}` }),
    ...(accountNumber !== undefined && { accountNumber: String(8_000_000_000 + index) }),
    ...(externalReference !== undefined && { externalReference: `${index} ${externalReference}` }),
    ...(source && { source: { ...source, table: `${index} ${source.table}` } }),
    ...(userId !== undefined && { userId: user }),
  };
}

/** As many customers of every kind as records for the admin plane, always the same. */
export const recordsOfEveryKind = (many: number, user: number): readonly object[] =>
  fc
    .sample(customers, { numRuns: many, seed: 7 })
    .map((customer, index) => fitted(told(customer, index, user) as Json, longest.text) as object);
