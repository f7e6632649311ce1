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
import { registerUsers } from './cli/users.js';
import { loadConfig } from './config.js';
import { openDailyJobs } from './daily-jobs.js';
import { openReady, recordsFor } from './database.js';
import { createDialects } from './dialects.js';
import { Failure } from './failure.js';
import { vaultOf } from './outside.js';
import { requiredPepper } from './pepper.js';
import { projectVersion } from './project.js';
import { createAccounts } from './store/accounts.js';
import { createSealedTexts } from './store/sealed.js';

const urlOf = (database: string | undefined): string => loadConfig({ database }, process.env).database;

async function openRecords(database: string | undefined) {
  const { engine, core } = await openReady(urlOf(database));
  return { run: recordsFor(core, 'seed'), close: () => engine.close() };
}

async function openAccounts(database: string | undefined) {
  const { engine } = await openReady(urlOf(database));
  return { accounts: createAccounts(engine), close: () => engine.close() };
}

async function openDeliveries(database: string | undefined) {
  const ready = await openReady(urlOf(database));
  const { vocabularies } = callbackDesk(ready, createDialects(dialects, loadConfig({}, process.env)));
  return { run: notifyFor(ready.core, 'deliveries'), vocabularies, close: () => ready.engine.close() };
}

async function openSecrets(database: string | undefined) {
  const config = loadConfig({ database }, process.env);
  if (config.encryptionKeys === '') throw new Failure('GATEWAY_ENCRYPTION_KEYS names no key to seal secrets under.');
  const vault = vaultOf(config);
  const { engine } = await openReady(config.database);
  return { texts: createSealedTexts(engine), vault, close: () => engine.close() };
}

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
  registerServe(program, process.env, dialects);
  registerMigrate(program, urlOf);
  registerSeed(program, openRecords);
  registerUsers(program, openAccounts, loggingInBy('password'));
  const keys = registerKeys(program, {
    open: openAccounts,
    dialects: loggingInBy('key'),
    pepper: () => requiredPepper(loadConfig({}, process.env)),
  });
  registerRotate(keys, openSecrets);
  registerDeliveries(program, openDeliveries);
  registerReplay(program, dialects);
  registerBackup(program, urlOf);
  registerHealth(program, process.env);
  registerJobs(program, (database) => openDailyJobs(loadConfig({ database }, process.env)));
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
