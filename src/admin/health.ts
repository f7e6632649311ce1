import { Router } from 'express';
import { onlyMethods } from './failures.js';

/** What the process says about itself. */
export interface Condition {
  readonly ready: () => boolean;
  readonly draining: () => boolean;
}

/** `/healthz`: it runs. `/readyz`: it takes requests. For probes, so neither asks for a token or a host name. */
export function healthRoutes({ ready, draining }: Condition): Router {
  const router = Router();
  router
    .route('/healthz')
    .get((_req, res) => void res.json({ status: 'ok' }))
    .all(onlyMethods('GET', 'HEAD'));
  router
    .route('/readyz')
    .get((_req, res) => {
      const status = draining() ? 'draining' : ready() ? 'ready' : 'starting';
      res.status(status === 'ready' ? 200 : 503).json({ status });
    })
    .all(onlyMethods('GET', 'HEAD'));
  return router;
}
