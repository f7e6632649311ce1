import { Router, type RequestHandler } from 'express';
import { Fault, type Problem } from '../core/fault.js';
import type { Callback, EventName } from '../core/notify/model.js';
import type { RunNotify } from '../core/notify/operations.js';
import { eventCalled, wordFor, type Vocabulary } from '../core/notify/vocabulary.js';
import { loadSchema } from '../wire/schema.js';
import { refuseUntransportable } from '../wire/text.js';
import { jsonBody, valueIn } from './body.js';
import { onlyMethods } from './failures.js';
import { idIn, pageOf, placeIn } from './parameters.js';

/** What the admin plane needs for callbacks and their deliveries. */
export interface CallbackDesk {
  readonly run: RunNotify;
  /** What each dialect that tells of events calls them. */
  readonly vocabularies: readonly Vocabulary[];
}

interface Registration {
  readonly url: string;
  readonly events: readonly string[];
  readonly secret?: string;
  readonly dialect?: string;
}

const schema = loadSchema<Registration>('records/callbacks.json');

const refuse = (problem: Problem): never => {
  throw new Fault('invalid', { problems: [problem] });
};

function vocabularyOf(vocabularies: readonly Vocabulary[], dialect: string | undefined): Vocabulary {
  const [only, second] = vocabularies;
  const found = dialect === undefined && !second ? only : vocabularies.find((one) => one.dialect === dialect);
  return found ?? refuse({ member: 'dialect', rule: dialect === undefined ? 'required' : 'enum' });
}

function eventIn(vocabulary: Vocabulary, word: string, at: number): EventName {
  return eventCalled(vocabulary, word) ?? refuse({ member: `events[${at}]`, rule: 'enum', value: word });
}

/** A registration out of a body. Faults: malformed, invalid. */
function registrationIn(value: unknown, vocabularies: readonly Vocabulary[]): Omit<Callback, 'id' | 'createdAt'> {
  refuseUntransportable(value);
  const { url, events, secret, dialect } = schema.check(value);
  if (!URL.canParse(url)) refuse({ member: 'url', rule: 'format', limit: 'uri' });
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') refuse({ member: 'url', rule: 'pattern' });
  const vocabulary = vocabularyOf(vocabularies, dialect);
  return {
    dialect: vocabulary.dialect,
    url,
    events: events.map((word, at) => eventIn(vocabulary, word, at)),
    ...(secret !== undefined && { secret }),
  };
}

/** A callback without its secret. */
const shown = (vocabularies: readonly Vocabulary[], { secret, events, ...callback }: Callback): object => ({
  ...callback,
  events: events.map((event) => wordFor(vocabularies, callback.dialect, event)),
  hasSecret: secret !== undefined,
});

const registered =
  ({ run, vocabularies }: CallbackDesk): RequestHandler =>
  async (req, res) => {
    const callback = await run('callback.register', registrationIn(valueIn(req), vocabularies));
    res.status(201).location(`/v1/callbacks/${callback.id}`).json(shown(vocabularies, callback));
  };

const listed =
  ({ run, vocabularies }: CallbackDesk): RequestHandler =>
  async (req, res) => {
    const { after, limit } = placeIn(req.query);
    const found = await run('callback.list', { after, limit: limit + 1 });
    res.json(pageOf(found, limit, (callback) => shown(vocabularies, callback)));
  };

/** Who is told of events: list, register, read, remove. */
export function callbackRoutes(desk: CallbackDesk): Router {
  const { run, vocabularies } = desk;
  const router = Router({ caseSensitive: true });
  router
    .route('/')
    .get(listed(desk))
    .post(...jsonBody, registered(desk))
    .all(onlyMethods('GET', 'HEAD', 'POST'));
  router
    .route('/:id')
    .get(async (req, res) => void res.json(shown(vocabularies, await run('callback.read', { id: idIn(req.params) }))))
    .delete(async (req, res) => {
      await run('callback.remove', { id: idIn(req.params) });
      res.status(204).end();
    })
    .all(onlyMethods('GET', 'HEAD', 'DELETE'));
  return router;
}
