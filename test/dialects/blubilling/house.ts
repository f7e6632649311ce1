import { blubilling } from '../../../dialects/blubilling/index.js';
import { startApp } from '../../../src/app.js';
import { loadConfig, type Flags } from '../../../src/config.js';
import { createLog } from '../../../src/log.js';
import { databases, type databaseNames } from '../../support/databases.js';

/** What every answer begins with. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** A refusal as it is answered. */
export const refusal = (status: number, ...errors: readonly string[]): string =>
  `${status} ${declaration}<status><success>False</success>` +
  `<errors>${errors.map((error) => `<error>${error}</error>`).join('')}</errors></status>`;

const running = new Set<() => Promise<void>>();

/** What a test that failed has left open would keep the run from ending. */
afterAll(async () => void (await Promise.all([...running].map((stop) => stop()))));

/** BluBilling alone on a database of its own, on the demo data unless told otherwise. */
export async function openHouse(name: (typeof databaseNames)[number], flags: Flags = {}) {
  const database = await databases[name]();
  const lines: string[] = [];
  const log = createLog('debug', (text) => void lines.push(text));
  const given = { port: 0, adminPort: 0, adminToken: 'the token', database: database.url, demo: true, timeZone: 'UTC' };
  const app = await startApp(loadConfig({ ...given, ...flags }, {}), [blubilling], log);
  const ask = async (method: string, path: string, body?: string): Promise<string> => {
    const headers = { 'Content-Type': 'text/xml' };
    const response = await fetch(app.vendorUrl + path, { method, headers, ...(body !== undefined && { body }) });
    return `${response.status} ${await response.text()}`;
  };
  const stopped = async (): Promise<void> => {
    if (running.delete(stopped)) await app.stop();
  };
  running.add(stopped);
  return {
    database,
    /** Status and body. */
    ask,
    /** Adds or replaces a payment method of customer 341. */
    put: (body: string, query = '') => ask('PUT', `/rest/customer/341/autopay?format=xml${query}`, body),
    /** The payment methods of customer 341. */
    list: () => ask('GET', '/rest/customer/341/autopay'),
    /** Everything it said to the log. */
    stop: async (): Promise<string> => {
      await stopped();
      log.flush();
      return lines.join('');
    },
  };
}
