import { startApp } from './app.js';
import { loadConfig, type Flags } from './config.js';
import { recordsFor } from './database.js';
import type { DialectModule } from './dialect/contract.js';
import { prepareDemo } from './demo.js';
import { createLog } from './log.js';
import { seedLines } from './seed/seed.js';

/** A gateway of one's own, in memory. */
export interface Sandbox {
  readonly url: URL;
  readonly adminUrl: URL;
  close(): Promise<void>;
}

/** Opens a gateway in memory that asks for no credentials: on the demo data, or on seed lines instead of it. */
export async function openSandbox(
  modules: readonly DialectModule[],
  data?: string,
  flags: Flags = {},
): Promise<Sandbox> {
  const config = loadConfig(
    { port: 0, adminPort: 0, database: 'sqlite::memory:', logLevel: 'silent', demo: true, ...flags },
    {},
  );
  const log = createLog(config.logLevel, (text) => process.stdout.write(text));
  const app = await startApp(config, modules, log, async (settings, database, to) => {
    if (data === undefined) await prepareDemo(settings, database, to);
    else await seedLines(data.split('\n'), recordsFor(database.core, 'seed'), 'the data given');
  });
  return { url: new URL(app.vendorUrl), adminUrl: new URL(app.adminUrl), close: () => app.stop() };
}
