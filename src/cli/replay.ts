import type { Command } from 'commander';
import type { DialectModule } from '../dialect/contract.js';
import { Failure } from '../failure.js';
import type { TranscriptResult } from '../replay/run.js';
import type { Header } from '../replay/transcript.js';
import { openSandbox } from '../sandbox.js';

interface Options {
  readonly target?: URL;
  readonly header: readonly Header[];
}

const target = (text: string): URL => {
  if (!URL.canParse(text)) throw new Failure(`--target takes a URL, not ${text}.`, 2);
  return new URL(text);
};

const header = (text: string, before: readonly Header[]): readonly Header[] => {
  const colon = text.indexOf(':');
  if (colon < 1) throw new Failure(`--header takes 'Name: value', not ${text}.`, 2);
  return [...before, [text.slice(0, colon), text.slice(colon + 1).trim()]];
};

const marks = { same: 'ok  ', different: 'DIFF', 'not-run': 'none' } as const;

const report = ({ name, sentence, status, explanation }: TranscriptResult): string =>
  `${marks[status]} ${name}: ${sentence}\n${explanation === '' ? '' : `${explanation}\n`}`;

function exitCode(results: readonly TranscriptResult[]): number {
  if (results.some(({ status }) => status === 'different')) return 1;
  return results.length === 0 || results.some(({ status }) => status === 'not-run') ? 2 : 0;
}

async function replay(paths: readonly string[], options: Options, modules: readonly DialectModule[]): Promise<void> {
  const { runTranscripts } = await import('../replay/run.js');
  const results = await runTranscripts(paths, {
    open: (data) => openSandbox(modules, data),
    target: options.target,
    headers: options.header,
  }).catch((error: unknown) => {
    throw new Failure((error as Error).message, 2);
  });
  process.stdout.write(results.map(report).join(''));
  process.exitCode = exitCode(results);
}

/** Adds `replay` to the program: exit 0 when every answer is the same, 1 when one differs, 2 when one could not run. */
export function registerReplay(program: Command, modules: readonly DialectModule[]): void {
  program
    .command('replay')
    .description('replay transcripts and show where the answers differ')
    .argument('<path...>', 'transcripts, or folders of them')
    .option('--target <url>', 'a running server, instead of a gateway in memory for each', target)
    .option('--header <header>', "sent with every request: 'Name: value'", header, [])
    .addHelpText(
      'after',
      `
Examples:
  $ customer-gateway replay fixtures/m4
  $ customer-gateway replay fixtures/m4 --target http://127.0.0.1:8080 --header 'Authorization: Basic …'`,
    )
    .action((paths: readonly string[], options: Options) => replay(paths, options, modules));
}
