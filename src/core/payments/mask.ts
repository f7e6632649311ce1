import type { MaskedMethod, Means, Preference } from './model.js';

/** An account number that is not much longer than four digits is not shown by its last four. */
const shortestShown = 8;

const lastFour = (number: string): { readonly lastFour?: string } =>
  number.length < shortestShown ? {} : { lastFour: number.slice(-4) };

/** As much of a method as may be shown: nothing that money could be moved with. */
export function masked(means: Means, preference: Preference, brand?: string): MaskedMethod {
  const { type } = means;
  if (type === 'ach') return { preference, type, ...lastFour(means.accountNumber) };
  if (type !== 'credit-card') return { preference, type };
  const { number, expiry } = means;
  return { preference, type, ...(brand !== undefined && { brand }), ...lastFour(number), expiry };
}
