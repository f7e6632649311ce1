import cluster from 'node:cluster';
import { Option, type Command } from 'commander';
import { startApp } from '../app.js';
import { loadConfig, type Config, type Flags } from '../config.js';
import type { DialectModule } from '../dialect/contract.js';
import { createLog } from '../log.js';
import { addMount, type Mounts } from '../mount-settings.js';
import { serveAsWorker } from '../worker.js';
import { startWorkers } from '../workers.js';
import { withConfig } from './settings.js';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** As commander collects them: `--mount` comes as often as there are mounts. */
type Options = Omit<Flags, 'mounts'> & { readonly mount?: Mounts };

async function serve(
  { mount, ...flags }: Options,
  env: NodeJS.ProcessEnv,
  modules: readonly DialectModule[],
): Promise<void> {
  if (cluster.isWorker) return serveAsWorker(modules);
  const ids = modules.map(({ id }) => id);
  const config: Config = loadConfig({ ...flags, mounts: mount }, env, ids);
  const log = createLog(config.logLevel, (text) => process.stdout.write(text));
  const starting = config.workers > 1 ? startWorkers(config, modules, log) : startApp(config, modules, log);
  const stop = (): void => {
    log.info('draining');
    const stopping = starting.then((app) => app.stop());
    stopping.then(
      () => {
        log.info('stopped');
        log.flush();
        process.exitCode = 0;
      },
      (error: unknown) => {
        log.error('stopping failed', { error: String(error) });
        process.exitCode = 1;
      },
    );
  };
  // A signal may come as soon as the planes answer, or before.
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const app = await starting;
  // Without TLS there is nothing to read again, and a terminal that is closed ends the process as it does by itself.
  if (config.tlsCert !== '') process.on('SIGHUP', () => app.renewTls());
}

/** Adds `serve` to the program. */
export function registerServe(program: Command, env: NodeJS.ProcessEnv, modules: readonly DialectModule[]): void {
  withConfig(program.command('serve'))
    .description('serve the vendor plane and the admin plane until SIGTERM')
    .option('--host <address>', 'address of the vendor plane (127.0.0.1)')
    .option('--port <port>', 'port of the vendor plane, 0 for a free one (8080)')
    .option(
      '--mount <mount>',
      'one dialect alone at NAME=port:N,host:ADDRESS,host-name:NAME,prefix:PATH; repeatable',
      addMount,
    )
    .option('--tls-cert <file>', 'certificate as PEM: the vendor plane speaks https; SIGHUP reads it again')
    .option('--tls-key <file>', 'its private key as PEM')
    .addOption(
      new Option('--trusted-proxies <ranges>', 'whose X-Forwarded headers are believed (none)').argParser(list),
    )
    .option('--admin-host <address>', 'address of the admin plane (127.0.0.1)')
    .option('--admin-port <port>', 'port of the admin plane, 0 for a free one (8081)')
    .option('--database <url>', 'sqlite:PATH, sqlite::memory: or postgres://… (sqlite:./data/customers.db)')
    .option('--workers <number>', 'processes that share the ports and the database (1)')
    .option('--demo', 'serve the demo data; its published credentials work only in this process')
    .option('--emulator', 'play the payment gateway and tax service that are not configured')
    .option('--demo-public', 'let a demo be served beyond loopback')
    .addOption(new Option('--anonymous <ids>', 'dialects that ask for no credentials').argParser(list))
    .addOption(new Option('--dialects <ids>', 'dialects to serve (all)').argParser(list))
    .option('--time-zone <name>', 'IANA zone of dates that carry none (UTC; in the demo America/New_York)')
    .option('--log-level <level>', 'silent, error, warn, info or debug (info)')
    .addHelpText(
      'after',
      `
Every flag but --config and --mount is also a variable: GATEWAY_PORT, GATEWAY_ADMIN_PORT, GATEWAY_DATABASE and so on.
For one dialect there are GATEWAY_NAME_PORT, GATEWAY_NAME_HOST_NAME, GATEWAY_NAME_PREFIX and GATEWAY_NAME_TIME_ZONE.

Examples:
  $ customer-gateway serve --demo
  $ customer-gateway serve --database sqlite:/var/lib/gateway/customers.db --host 0.0.0.0 --workers 2
  $ customer-gateway serve --anonymous m4 --port 0 --admin-port 0
  $ customer-gateway serve --mount m4=port:9001 --tls-cert gateway.pem --tls-key gateway.key`,
    )
    .action((options: Options) => serve(options, env, modules));
}
