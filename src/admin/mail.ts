import { Router } from 'express';
import { Fault } from '../core/fault.js';
import { mailStates, type MailState } from '../core/mail/model.js';
import { listMail, readMail, sendAgain } from '../core/mail/operations.js';
import type { Perform } from '../core/run.js';
import { onlyMethods } from './failures.js';
import { idIn, pageOf, placeIn } from './parameters.js';

/** The state a query asks for. Faults: query-invalid. */
function stateIn({ state }: Readonly<Record<string, unknown>>): MailState | undefined {
  if (state === undefined || (mailStates as readonly unknown[]).includes(state)) return state as MailState | undefined;
  const problems = [{ member: 'state', rule: 'enum', value: state }];
  throw new Fault('query-invalid', { problems }, `state is one of ${mailStates.join(', ')}`);
}

/** Messages to customers: what was written, and what became of it. */
export function mailRoutes(perform: Perform): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/mail')
    .get(async (req, res) => {
      const { limit, after } = placeIn(req.query);
      const state = stateIn(req.query);
      res.json(pageOf(await perform('mail.list', listMail, { state, after, limit: limit + 1 }), limit));
    })
    .all(onlyMethods('GET', 'HEAD'));
  router
    .route('/mail/:id')
    .get(async (req, res) => void res.json(await perform('mail.read', readMail, { id: idIn(req.params) })))
    .all(onlyMethods('GET', 'HEAD'));
  router
    .route('/mail/:id/send')
    .post(
      async (req, res) => void res.status(202).json(await perform('mail.send', sendAgain, { id: idIn(req.params) })),
    )
    .all(onlyMethods('POST'));
  return router;
}
