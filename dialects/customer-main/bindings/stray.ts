import { isAccountNumber } from '../../../src/core/customers/account-number.js';
import type { Head } from '../../../src/dialect/contract.js';

/** Parameters that hold any text, a quote at its end too. */
const texts: ReadonlySet<string> = new Set([
  ...['CUSTNAME', 'PHONE', 'FAX', 'RESL_NO', 'SALEDSCTID', 'INACTINIT', 'CustNumOrName'],
]);

/**
 * The query's last value without the stray quote that ends the document's URL samples. Clients that take such a sample for a
 * URL escape the quote (URL Standard, special-query percent-encode set); then it is stray where the value can hold none.
 */
export function withoutStray({ url }: Head, name: string, value: string): string {
  if (!value.endsWith("'")) return value;
  const rest = value.slice(0, -1);
  if (url.endsWith("'")) return rest;
  return url.endsWith('%27') && (!texts.has(name) || isAccountNumber(rest)) ? rest : value;
}
