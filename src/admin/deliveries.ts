import { Router, type Request, type RequestHandler } from 'express';
import { Fault } from '../core/fault.js';
import { deliveryStates, type Delivery, type DeliveryState } from '../core/notify/model.js';
import type { DeliveryCriteria } from '../core/notify/ports.js';
import { wordFor, type Vocabulary } from '../core/notify/vocabulary.js';
import type { CallbackDesk } from './callbacks.js';
import { onlyMethods } from './failures.js';
import { highestId, idIn, numberIn, pageOf, placeIn } from './parameters.js';

function stateIn({ state }: Request['query']): DeliveryState | undefined {
  if (state === undefined || deliveryStates.includes(state as DeliveryState)) return state as DeliveryState | undefined;
  throw new Fault('query-invalid', {}, `state must be one of ${deliveryStates.join(', ')}`);
}

function criteriaIn(query: Request['query']): DeliveryCriteria {
  const any = { least: 1, most: highestId, otherwise: 0 };
  const callbackId = numberIn(query, 'callback', any);
  return { ...placeIn(query), state: stateIn(query), callbackId: callbackId === 0 ? undefined : callbackId };
}

const shown = (vocabularies: readonly Vocabulary[], { dialect, event, ...delivery }: Delivery): object => ({
  ...delivery,
  event: wordFor(vocabularies, dialect, event),
});

const listed =
  ({ run, vocabularies }: CallbackDesk): RequestHandler =>
  async (req, res) => {
    const { limit, ...criteria } = criteriaIn(req.query);
    const found = await run('delivery.list', { ...criteria, limit: limit + 1 });
    res.json(pageOf(found, limit, (delivery) => shown(vocabularies, delivery)));
  };

/** What is on its way, was delivered or given up: list; have one delivered again, or all that were given up. */
export function deliveryRoutes(desk: CallbackDesk): Router {
  const { run, vocabularies } = desk;
  const router = Router({ caseSensitive: true });
  router.route('/').get(listed(desk)).all(onlyMethods('GET', 'HEAD'));
  router
    .route('/redeliver')
    .post(async (_req, res) => void res.status(202).json({ redelivered: await run('delivery.redeliver-dead', {}) }))
    .all(onlyMethods('POST'));
  router
    .route('/:id/redeliver')
    .post(async (req, res) => {
      const delivery = await run('delivery.redeliver', { id: idIn(req.params) });
      res.status(202).json(shown(vocabularies, delivery));
    })
    .all(onlyMethods('POST'));
  return router;
}
