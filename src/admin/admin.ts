import express, { type Express, type RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import type { RunRecords } from '../core/records/operations.js';
import type { Perform } from '../core/run.js';
import type { Condition } from './condition.js';
import { callbackRoutes, type CallbackDesk } from './callbacks.js';
import { deliveryRoutes } from './deliveries.js';
import { failures, onlyMethods, unknownPath } from './failures.js';
import { bearer, knownHosts } from './guards.js';
import { healthRoutes } from './health.js';
import { accessLine, type AdminLog } from './log.js';
import { paymentMethodRoutes } from './payment-methods.js';
import { mailRoutes } from './mail.js';
import { recordRoutes } from './records.js';
import { settingRoutes } from './settings.js';

export interface AdminParts extends Condition {
  /** Runs the operations on records, as the admin. */
  readonly run: RunRecords;
  /** Runs any other, as the admin. */
  readonly perform: Perform;
  readonly callbacks: CallbackDesk;
  /** Undefined where none is asked for: a demo on loopback. */
  readonly token: string | undefined;
  /** Host names it answers to besides those of loopback. */
  readonly hosts: ReadonlySet<string>;
  readonly metrics: Registry;
  readonly log: AdminLog;
}

const hardened: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  next();
};

/** The admin plane: health for probes; metrics and the records of every kind for who has the token. */
export function createAdmin({
  run,
  perform,
  callbacks,
  token,
  hosts,
  metrics,
  log,
  ...condition
}: AdminParts): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(hardened, healthRoutes(condition), accessLine(log), knownHosts(hosts), bearer(token));
  app
    .route('/metrics')
    .get(async (_req, res) => void res.set('Content-Type', metrics.contentType).end(await metrics.metrics()))
    .all(onlyMethods('GET', 'HEAD'));
  app.use('/v1/callbacks', callbackRoutes(callbacks)).use('/v1/deliveries', deliveryRoutes(callbacks));
  app.use('/v1', settingRoutes(perform), paymentMethodRoutes(perform), mailRoutes(perform), recordRoutes(run));
  app.use(unknownPath, failures(log));
  return app;
}
