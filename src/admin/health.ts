import { Router } from 'express';
import { stateOf, type Condition } from './condition.js';
import { onlyMethods } from './failures.js';

/** `/healthz`: it runs. `/readyz`: it takes requests. For probes, so neither asks for a token or a host name. */
export function healthRoutes(condition: Condition): Router {
  const router = Router();
  router
    .route('/healthz')
    .get((_req, res) => void res.json({ status: 'ok' }))
    .all(onlyMethods('GET', 'HEAD'));
  router
    .route('/readyz')
    .get((_req, res) => {
      const status = stateOf(condition);
      res.status(status === 'ready' ? 200 : 503).json({ status });
    })
    .all(onlyMethods('GET', 'HEAD'));
  return router;
}
