#!/usr/bin/env node
import { Command } from 'commander';
import { dialects } from '../dialects/index.js';
import type { LoginKind } from './access/caller.js';
import { callbackDesk, notifyFor } from './callbacks.js';
import { registerBackup } from './cli/backup.js';
import { registerDeliveries } from './cli/deliveries.js';
import { registerHealth } from './cli/health.js';
import { registerJobs } from './cli/jobs.js';
import { registerKeys } from './cli/keys.js';
import { registerMigrate } from './cli/migrate.js';
import { outliveOutput } from './cli/output.js';
import { registerReplay } from './cli/replay.js';
import { registerRotate } from './cli/rotate.js';
import { registerSeed } from './cli/seed.js';
import { registerServe } from './cli/serve.js';
import { createSettings, type Settings } from './cli/settings.js';
import { registerUsers } from './cli/users.js';
import { openDailyJobs } from './daily-jobs.js';
import { openReady, recordsFor } from './database.js';
import { createDialects } from './dialects.js';
import { Failure } from './failure.js';
import { vaultOf } from './outside.js';
import { requiredPepper } from './pepper.js';
import { projectVersion } from './project.js';
import { createAccounts } from './store/accounts.js';
import { createSealedTexts } from './store/sealed.js';

/** How commands get at what they work on. */
const createOpeners = (settings: Settings) => ({
  records: async (database: string | undefined) => {
    const { engine, core } = await openReady(settings({ database }).database);
    return { run: recordsFor(core, 'seed'), close: () => engine.close() };
  },
  accounts: async (database: string | undefined) => {
    const { engine } = await openReady(settings({ database }).database);
    return { accounts: createAccounts(engine), close: () => engine.close() };
  },
  deliveries: async (database: string | undefined) => {
    const ready = await openReady(settings({ database }).database);
    const { vocabularies } = callbackDesk(ready, createDialects(dialects, settings()));
    return { run: notifyFor(ready.core, 'deliveries'), vocabularies, close: () => ready.engine.close() };
  },
  secrets: async (database: string | undefined) => {
    const config = settings({ database });
    if (config.encryptionKeys === '') throw new Failure('GATEWAY_ENCRYPTION_KEYS names no key to seal secrets under.');
    const vault = vaultOf(config);
    const { engine } = await openReady(config.database);
    return { texts: createSealedTexts(engine), vault, close: () => engine.close() };
  },
});

/** What commander says of a wrong command line, its guess at what was meant included. */
const oneLine = (text: string): string =>
  text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/[^.)]$/, '$&.');

const loggingInBy = (kind: LoginKind): readonly string[] =>
  dialects.filter(({ login = 'password' }) => login === kind).map(({ id }) => id);

function createProgram(): Command {
  const program = new Command('customer-gateway')
    .description("one stored customer behind five vendors' customer APIs")
    .version(projectVersion)
    .configureOutput({ outputError: (text, write) => write(`customer-gateway: ${oneLine(text)} --help says more.\n`) })
    .addHelpText('after', '\nExamples:\n  $ customer-gateway serve --demo\n  $ customer-gateway seed customers.ndjson');
  const settings = createSettings(program, process.env);
  const urlOf = (database: string | undefined): string => settings({ database }).database;
  const open = createOpeners(settings);
  registerServe(program, process.env, dialects);
  registerMigrate(program, urlOf);
  registerSeed(program, open.records);
  registerUsers(program, open.accounts, loggingInBy('password'));
  const keys = registerKeys(program, {
    open: open.accounts,
    dialects: loggingInBy('key'),
    pepper: () => requiredPepper(settings()),
  });
  registerRotate(keys, open.secrets);
  registerDeliveries(program, open.deliveries);
  registerReplay(program, dialects);
  registerBackup(program, urlOf);
  registerHealth(program, settings);
  registerJobs(program, (database) => openDailyJobs(settings({ database })));
  return program;
}

outliveOutput(process.stdout, process.stderr);
createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const message = error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`customer-gateway: ${message}\n`);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  });
