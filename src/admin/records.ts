import { Router, type Request, type RequestHandler } from 'express';
import { Fault } from '../core/fault.js';
import type { KeptRecord } from '../core/records/inputs.js';
import type { RunRecords } from '../core/records/operations.js';
import { recordFrom } from '../seed/record-format.js';
import { jsonBody, valueIn } from './body.js';
import { onlyMethods } from './failures.js';
import { keyIn, kindIn, pageOf, placeIn } from './parameters.js';

/** Refuses a path that names nothing before its method is looked at. */
const named =
  (check: (params: Request['params']) => unknown): RequestHandler =>
  (req, _res, next) => {
    check(req.params);
    next();
  };

const listed =
  (run: RunRecords): RequestHandler =>
  async (req, res) => {
    const { after, limit } = placeIn(req.query);
    const found: readonly KeptRecord[] = await run('record.list', {
      kind: kindIn(req.params),
      after,
      limit: limit + 1,
    });
    res.json(pageOf(found, limit));
  };

const created =
  (run: RunRecords): RequestHandler =>
  async (req, res) => {
    const kind = kindIn(req.params);
    const record = await run('record.create', { kind, record: recordFrom(kind, valueIn(req)) });
    res.status(201).location(`/v1/${kind}/${record.id}`).json(record);
  };

const replaced =
  (run: RunRecords): RequestHandler =>
  async (req, res) => {
    const { kind, id } = keyIn(req.params);
    const record = recordFrom(kind, valueIn(req));
    if ((record.id ?? id) !== id) {
      throw new Fault('invalid', { problems: [{ member: 'id', rule: 'const', limit: id, value: record.id }] });
    }
    res.json(await run('record.replace', { kind, record: { ...record, id } }));
  };

/** The records of every kind: list, create, read, replace, remove. */
export function recordRoutes(run: RunRecords): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/:kind')
    .all(named(kindIn))
    .get(listed(run))
    .post(...jsonBody, created(run))
    .all(onlyMethods('GET', 'HEAD', 'POST'));
  router
    .route('/:kind/:id')
    .all(named(keyIn))
    .get(async (req, res) => void res.json(await run('record.read', keyIn(req.params))))
    .put(...jsonBody, replaced(run))
    .delete(async (req, res) => {
      await run('record.remove', keyIn(req.params));
      res.status(204).end();
    })
    .all(onlyMethods('GET', 'HEAD', 'PUT', 'DELETE'));
  return router;
}
