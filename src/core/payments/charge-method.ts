import { Fault } from '../fault.js';
import type { Outside } from '../outside.js';
import type { Charge, PaymentOutcome } from './gateway.js';
import { methodPlace, type Payable, type PaymentMethod } from './model.js';

/**
 * Charges a kept method, once for a key. Faults, with nothing charged: payments-unavailable, also where no gateway is
 * configured; secrets-unavailable where the method does not open.
 */
export async function chargeMethod(
  { vault, payments }: Outside,
  method: PaymentMethod,
  charge: Omit<Charge, 'method'>,
): Promise<PaymentOutcome> {
  if (!payments) throw new Fault('payments-unavailable', { reason: 'none' });
  if (method.sealed === undefined) throw new Error(`a ${method.type} cannot be charged`);
  const payable = JSON.parse(await vault.open(method.sealed, methodPlace(method))) as Payable;
  return payments.charge({ ...charge, method: payable });
}
