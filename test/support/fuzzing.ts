import type { OutgoingHttpHeaders } from 'node:http';
import fc, { type Arbitrary } from 'fast-check';
import { startApp, type App } from '../../src/app.js';
import { loadConfig, type Flags } from '../../src/config.js';
import { recordsFor } from '../../src/database.js';
import { prepareDemo } from '../../src/demo.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import { createLog } from '../../src/log.js';
import { seedLines } from '../../src/seed/seed.js';
import { call, type Answer } from '../gateway/http.js';
import { viewOf, type View } from './contents.js';
import { databaseNames, databases, type TestDatabase } from './databases.js';

/** What no answer may show: stack traces, words of SQL or of its libraries, paths of files. */
export const inside =
  /\bat (async )?(\S+ \(|file:|node:|\/).*:\d+:\d+|node_modules|node:|sqlite|\bselect\b.*\bfrom\b|constraint failed|violates|\.[jt]s\b|\/(src|dist|tmp|usr)\//i;

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string;
  /** With the query; what a URL cannot hold is escaped. */
  readonly target: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | undefined;
  /** Whether it goes to the admin plane. */
  readonly admin?: boolean;
}

/** What a gateway is asked, and what its answers are told by. */
export interface Fuzzing {
  readonly modules: readonly DialectModule[];
  /** Seed lines; the demo data where there are none. */
  readonly data?: string;
  readonly flags?: Flags;
  readonly requests: Arbitrary<Sent>;
  /** One plain request for each kind of answer. */
  readonly plain: readonly (readonly [kind: unknown, sent: Sent])[];
  /** What kind of answer it is; its status otherwise. */
  readonly kindOf?: (answer: Answer) => unknown;
  /** Whether a kind may have changed something. */
  readonly succeeded?: (kind: unknown) => boolean;
  /** Whether it is said to be the gateway's own failure; so is every status from 500 on, otherwise. */
  readonly broken?: (answer: Answer) => boolean;
  /** Tables that a request may change that fails. */
  readonly besides?: readonly string[];
}

/** How many requests are made up for each database: as many as this variable says, or enough to be quick. */
const cases = Number(process.env['GATEWAY_TEST_FUZZ'] ?? 300);

/** Escapes what node writes into no request line. */
const written = (target: string): string =>
  target.replace(/[^\x21-\x7e]+/g, (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'));

interface Gateway {
  readonly app: App;
  readonly database: TestDatabase;
  readonly view: View;
  /** What its log has said of failures of its own since it was last asked. */
  readonly errors: () => readonly string[];
}

async function open(name: (typeof databaseNames)[number], fuzzing: Fuzzing): Promise<Gateway> {
  const { modules, data, flags, besides } = fuzzing;
  const database = await databases[name]();
  const lines: string[] = [];
  const log = createLog('error', (text) => void lines.push(text));
  const given = { port: 0, adminPort: 0, database: database.url, logLevel: 'error', jobs: 'off', demo: true, ...flags };
  const app = await startApp(loadConfig(given, {}), modules, log, async (config, opened, to) => {
    if (data === undefined) await prepareDemo(config, opened, to);
    else await seedLines(data.split('\n'), recordsFor(opened.core, 'seed'), 'the data given');
  });
  const errors = (): readonly string[] => {
    log.flush();
    return lines.splice(0);
  };
  return { app, database, view: await viewOf(database.url, besides), errors };
}

/** Asks for one thing and holds the answer to the law; answers its kind. */
function judge({ app, view, errors }: Gateway, fuzzing: Fuzzing): (sent: Sent) => Promise<unknown> {
  const { kindOf = ({ status }) => status, broken = ({ status }) => status >= 500 } = fuzzing;
  const { succeeded = (kind) => Number(kind) < 400 } = fuzzing;
  let known: unknown;
  return async ({ method, target, headers = {}, body, admin }) => {
    const base = new URL(admin ? app.adminUrl : app.vendorUrl);
    known ??= await view.contents();
    const answer = await call(base, method, written(target), { headers, ...(body !== undefined && { body }) });
    expect(errors()).toEqual([]);
    expect([broken(answer), answer.text]).toEqual([false, answer.text]);
    expect(answer.text).not.toMatch(inside);
    const now = await view.contents();
    const kind = kindOf(answer);
    if (!succeeded(kind)) expect(now).toEqual(known);
    known = now;
    return kind;
  };
}

/** The law of every dialect on both databases, as tests. */
export function fuzz(fuzzing: Fuzzing): void {
  const { requests, plain } = fuzzing;

  describe.each(databaseNames)('on %s', (name) => {
    let gateway: Gateway;
    let ask: (sent: Sent) => Promise<unknown>;

    beforeAll(async () => {
      gateway = await open(name, fuzzing);
      ask = judge(gateway, fuzzing);
    });

    afterAll(async () => {
      await gateway.app.stop();
      await gateway.view.close();
      await gateway.database.drop();
    });

    test('each kind of answer is given to a plain request', async () => {
      for (const [kind, sent] of plain) expect([sent, await ask(sent)]).toEqual([sent, kind]);
    });

    const law = 'no request whatever gets a server error or a look inside, and one that fails changes nothing';
    test(
      law,
      () =>
        fc.assert(
          fc.asyncProperty(requests, async (sent) => void (await ask(sent))),
          { numRuns: cases },
        ),
      cases * 200,
    );
  });
}
