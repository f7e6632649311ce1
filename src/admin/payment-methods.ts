import { Router, type Request } from 'express';
import { Fault } from '../core/fault.js';
import { listMethods } from '../core/payments/list-methods.js';
import { preferences } from '../core/payments/model.js';
import { removeMethod, type MethodKey } from '../core/payments/remove-method.js';
import type { Perform } from '../core/run.js';
import { onlyMethods } from './failures.js';
import { idIn } from './parameters.js';

/** The method a path names. Faults: record-unknown. */
function keyIn(params: Request['params']): MethodKey {
  const preference = preferences.find((one) => String(one) === params['preference']);
  if (!preference) throw new Fault('record-unknown');
  return { customerId: idIn(params), preference };
}

/** What customers pay with, as far as anybody is shown it: list, remove. Secrets come in through dialects only. */
export function paymentMethodRoutes(perform: Perform): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/customers/:id/payment-methods')
    .get(async (req, res) => {
      const key = { id: idIn(req.params) };
      const { methods } = await perform('payment-method.list', listMethods, { key });
      res.json({ items: methods });
    })
    .all(onlyMethods('GET', 'HEAD'));
  router
    .route('/customers/:id/payment-methods/:preference')
    .delete(async (req, res) => {
      await perform('payment-method.remove', removeMethod, keyIn(req.params));
      res.status(204).end();
    })
    .all(onlyMethods('DELETE'));
  return router;
}
