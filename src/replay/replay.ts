import { compared } from './compare.js';
import type { Mismatch } from './compare.js';
import { bytesOf, filledIn } from './pattern.js';
import type { Captures } from './pattern.js';
import { send } from './send.js';
import type { Answer, Outgoing } from './send.js';
import { namesOf } from './transcript.js';
import type { Asked, Exchange, Header, Transcript } from './transcript.js';

/** Why one exchange did not go as expected: a mismatch, no answer, or a value that an earlier exchange did not give. */
export type Difference = { readonly exchange: Exchange } & (
  Mismatch | { readonly part: 'answer'; readonly problem: string } | { readonly part: 'capture'; readonly name: string }
);

/** What came of one exchange; without a difference it went as expected. */
export interface Outcome {
  readonly exchange: Exchange;
  readonly answer?: Answer;
  readonly difference?: Difference;
}

/** How a transcript is replayed. */
export interface ReplayOptions {
  /** Sent with every request that does not list a header of that name itself. */
  readonly headers?: readonly Header[];
  /** Milliseconds for one exchange; 10,000 unless told otherwise. */
  readonly timeout?: number;
}

function outgoing({ method, path, headers, body }: Asked, captures: Captures, common: readonly Header[]): Outgoing {
  const listed = new Set(headers.map(([name]) => name.toLowerCase()));
  const others = common.filter(([name]) => !listed.has(name.toLowerCase()));
  const own = headers.map(([name, value]): Header => [name, filledIn(value, captures)]);
  return {
    method,
    path: filledIn(path, captures),
    headers: [...others, ...own],
    body: bytesOf(filledIn(body, captures)),
  };
}

const problemOf = (error: NodeJS.ErrnoException): string => error.message || (error.code ?? error.name);

type Step = { readonly outcome: Outcome; readonly captured: Captures };

async function step(exchange: Exchange, target: URL, captured: Captures, options: ReplayOptions): Promise<Step> {
  const { headers = [], timeout = 10_000 } = options;
  const missing = namesOf(exchange).needs.find((name) => captured[name] === undefined);
  if (missing !== undefined) {
    return { outcome: { exchange, difference: { exchange, part: 'capture', name: missing } }, captured };
  }
  const request = outgoing(exchange.request, captured, headers);
  const answer = await send(target, request, timeout).catch(problemOf);
  if (typeof answer === 'string') {
    return { outcome: { exchange, difference: { exchange, part: 'answer', problem: answer } }, captured };
  }
  const { mismatch, captured: now } = compared(exchange.expected, answer, captured);
  const difference = mismatch && { difference: { exchange, ...mismatch } };
  return { outcome: { exchange, answer, ...difference }, captured: now };
}

/** Sends a transcript's requests one after the other and holds each answer against the expected one. Never rejects. */
export async function replay(
  transcript: Transcript,
  target: URL,
  options: ReplayOptions = {},
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let captured: Captures = {};
  for (const exchange of transcript.exchanges) {
    const next = await step(exchange, target, captured, options);
    outcomes.push(next.outcome);
    captured = next.captured;
  }
  return outcomes;
}
