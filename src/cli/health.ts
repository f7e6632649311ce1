import { isIPv6 } from 'node:net';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import { Failure } from '../failure.js';
import { withConfig, type Settings } from './settings.js';

/** A gateway that is healthy answers long before. */
const patience = 3000;

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where a gateway with these settings on this machine says whether it is ready. */
function ownUrl({ adminHost, adminPort }: Config): string {
  const host = everywhere.has(adminHost) ? '127.0.0.1' : adminHost;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${adminPort}/readyz`;
}

async function check(url: string): Promise<string> {
  if (!URL.canParse(url)) throw new Failure(`--url takes a URL, not ${url}.`);
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) }).catch((error: Error) => {
    const { cause = error } = error as { readonly cause?: { readonly code?: string; readonly message: string } };
    throw new Failure(`${url} does not answer (${'code' in cause ? String(cause.code) : cause.message}).`);
  });
  const text = (await answer.text()).trim();
  if (!answer.ok) throw new Failure(`${url} says ${answer.status} ${text}.`);
  return text;
}

/** Adds `health` to the program: exit 0 when a running gateway is ready, 1 when it is not or does not answer. */
export function registerHealth(program: Command, settings: Settings): void {
  const command = withConfig(program.command('health'))
    .description('ask a running gateway whether it is ready: exit 0 when it is, else 1')
    .option('--url <url>', 'what to ask (/readyz of the admin plane in the settings)')
    .addHelpText('after', '\nExample:\n  $ customer-gateway health --url http://127.0.0.1:8081/readyz');
  command.action(async ({ url = ownUrl(settings()) }: { readonly url?: string }) => {
    command.configureOutput().writeOut?.(`${await check(url)}\n`);
  });
}
