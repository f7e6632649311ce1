import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { explain } from './explain.js';
import { replay } from './replay.js';
import { parseTranscript } from './transcript.js';
import type { Header, Transcript } from './transcript.js';

/** A gateway opened for one transcript. */
export interface Opened {
  readonly url: URL;
  readonly close: () => Promise<void>;
}

/** Against what transcripts are run, and how. */
export interface RunOptions {
  /** Opens a gateway on the given seed lines, or on the demo data where there are none. Not used with a target. */
  readonly open: (data?: string) => Promise<Opened>;
  /** Replays against a running server instead; transcripts with data of their own are not run then. */
  readonly target?: URL | undefined;
  /** Sent with every request that does not list a header of that name itself. */
  readonly headers?: readonly Header[] | undefined;
  /** Milliseconds for one exchange; 10,000 unless told otherwise. */
  readonly timeout?: number | undefined;
}

/** What came of one transcript; the explanation is empty where all was the same. */
export interface TranscriptResult {
  readonly name: string;
  readonly sentence: string;
  readonly status: 'same' | 'different' | 'not-run';
  readonly explanation: string;
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  return entries.filter((entry) => entry.endsWith('.http')).map((entry) => join(path, entry));
}

const nameOf = (file: string): string => `${basename(dirname(resolve(file)))}/${basename(file, '.http')}`;

/**
 * The transcripts in these files and folders, in order of path, each named `<folder>/<file>`. Rejects where a path does
 * not exist or a transcript cannot be read.
 */
export async function readTranscripts(paths: readonly string[]): Promise<readonly Transcript[]> {
  const found = await Promise.all(paths.map(filesOf));
  const files = [...new Set(found.flat())].sort();
  return Promise.all(files.map(async (file) => parseTranscript(await readFile(file, 'utf8'), nameOf(file))));
}

async function result(transcript: Transcript, url: URL, { headers, timeout }: RunOptions): Promise<TranscriptResult> {
  const { name, sentence } = transcript;
  const options = { ...(headers && { headers }), ...(timeout !== undefined && { timeout }) };
  const outcomes = await replay(transcript, url, options);
  const explanations = outcomes.flatMap(({ difference }) => (difference ? [explain(difference)] : []));
  const status = explanations.length === 0 ? 'same' : 'different';
  return { name, sentence, status, explanation: explanations.join('\n\n') };
}

async function run(transcript: Transcript, options: RunOptions): Promise<TranscriptResult> {
  const { name, sentence, data } = transcript;
  if (options.target === undefined) {
    const { url, close } = await options.open(data);
    return result(transcript, url, options).finally(close);
  }
  if (data === undefined) return result(transcript, options.target, options);
  const explanation = 'it brings data of its own, which a running server does not have';
  return { name, sentence, status: 'not-run', explanation };
}

/**
 * Replays every transcript in these files and folders, each against a gateway of its own or all against the target, and
 * tells what came of it. All are read before the first one runs.
 */
export async function runTranscripts(
  paths: readonly string[],
  options: RunOptions,
): Promise<readonly TranscriptResult[]> {
  const results: TranscriptResult[] = [];
  for (const transcript of await readTranscripts(paths)) results.push(await run(transcript, options));
  return results;
}
