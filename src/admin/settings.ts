import { Router } from 'express';
import { readAgeing, replaceAgeing } from '../core/billing/ageing-steps.js';
import type { AgeingStep } from '../core/billing/ageing.js';
import { readSwitches, replaceSwitches, type MailSwitches } from '../core/mail/operations.js';
import type { Perform } from '../core/run.js';
import { loadSchema } from '../wire/schema.js';
import { jsonBody, valueIn } from './body.js';
import { onlyMethods } from './failures.js';

const ageing = loadSchema<{ readonly steps: readonly AgeingStep[] }>('settings/ageing.json');

const mail = loadSchema<Partial<MailSwitches>>('settings/mail.json');

/** What operators set while it runs: `/v1/settings/ageing`, `/v1/settings/mail`. */
export function settingRoutes(perform: Perform): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/settings/ageing')
    .get(async (_req, res) => void res.json({ steps: await perform('ageing.read', readAgeing, {}) }))
    .put(...jsonBody, async (req, res) => {
      const { steps } = ageing.check(valueIn(req));
      res.json({ steps: await perform('ageing.replace', replaceAgeing, { steps }) });
    })
    .all(onlyMethods('GET', 'HEAD', 'PUT'));
  router
    .route('/settings/mail')
    .get(async (_req, res) => void res.json(await perform('mail-switches.read', readSwitches, {})))
    .put(...jsonBody, async (req, res) => {
      res.json(await perform('mail-switches.replace', replaceSwitches, mail.check(valueIn(req))));
    })
    .all(onlyMethods('GET', 'HEAD', 'PUT'));
  return router;
}
