import { isUtf8 } from 'node:buffer';
import { filledIn, matched } from './pattern.js';
import type { Captures } from './pattern.js';
import type { Answer } from './send.js';
import type { Expected, Header } from './transcript.js';

/** The first thing in which an answer is not the expected one. Texts hold captured values and the markers left. */
export type Mismatch =
  | { readonly part: 'status'; readonly expected: number; readonly actual: number; readonly body: string }
  | { readonly part: 'header'; readonly name: string; readonly expected: string; readonly actual: string | undefined }
  | { readonly part: 'body'; readonly expected: string; readonly actual: string };

/** What came of holding an answer against an expectation; `captured` has everything captured so far. */
export interface Comparison {
  readonly captured: Captures;
  readonly mismatch?: Mismatch;
}

function valueOf(headers: readonly Header[], name: string): string | undefined {
  const values = headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

function comparedHeader(name: string, expected: Expected, answer: Answer, captured: Captures): Comparison {
  const wanted = filledIn(valueOf(expected.headers, name) ?? '', captured);
  const actual = valueOf(answer.headers, name);
  const found = wanted === '' ? actual === undefined && {} : actual !== undefined && matched(wanted, actual);
  if (!found) return { captured, mismatch: { part: 'header', name, expected: wanted, actual } };
  return { captured: { ...captured, ...found } };
}

function comparedBody(expected: Expected, answer: Answer, captured: Captures): Comparison {
  const wanted = filledIn(expected.body, captured);
  const actual = answer.body.toString('utf8');
  const found = isUtf8(answer.body) && matched(wanted, actual);
  if (!found) return { captured, mismatch: { part: 'body', expected: wanted, actual } };
  return { captured: { ...captured, ...found } };
}

/** Holds an answer against what was expected: status, then each listed header, then the body. */
export function compared(expected: Expected, answer: Answer, captures: Captures): Comparison {
  if (answer.status !== expected.status) {
    const body = answer.body.toString('utf8');
    return { captured: captures, mismatch: { part: 'status', expected: expected.status, actual: answer.status, body } };
  }
  let captured = captures;
  for (const [name] of expected.headers) {
    const comparison = comparedHeader(name, expected, answer, captured);
    if (comparison.mismatch !== undefined) return comparison;
    captured = comparison.captured;
  }
  return comparedBody(expected, answer, captured);
}
