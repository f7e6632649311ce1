import { Decimal } from 'decimal.js';

/** An amount as it is kept: a decimal with two places. */
export const money = (amount: Decimal.Value): string => new Decimal(amount).toFixed(2);

/** The sum of amounts. */
export const total = (amounts: readonly Decimal.Value[]): Decimal =>
  amounts.reduce<Decimal>((sum, amount) => sum.plus(amount), new Decimal(0));
