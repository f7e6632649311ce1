import { agreement, indented, lineDiff } from './diff.js';
import type { Difference } from './replay.js';
import { xmlLines } from './xml-lines.js';

const around = 40;
const context = 3;

const shown = (text: string, from = 0, length = 2 * around): string => {
  const end = from + length;
  return JSON.stringify(text.slice(from, end)) + (text.length > end ? ' …' : '');
};

function textDiff(expected: string, actual: string): string {
  if (expected === actual) return 'body: the answer is not valid UTF-8';
  const at = agreement(expected, actual);
  const before = actual.slice(0, at.actual).split('\n');
  const last = before.at(-1) ?? '';
  return [
    `body: differs at character ${at.actual + 1} (line ${before.length}, column ${last.length + 1}), after ${JSON.stringify(last.slice(-around))}`,
    `- ${shown(expected, at.expected)}`,
    `+ ${shown(actual, at.actual)}`,
  ].join('\n');
}

/** Only the changed lines and a few around them. */
function hunks(lines: readonly string[]): readonly string[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - context), i + context + 1).some((l) => !l.startsWith(' ')),
  );
  return lines.flatMap((line, i) => (near[i] ? [line] : near[i - 1] || i === 0 ? ['  …'] : []));
}

/** Texts that are told apart line by line, and how they are cut into lines. */
const structured = [
  { looks: /^\s*[[{]/, lines: indented },
  { looks: /^\s*</, lines: xmlLines },
];

function bodyDiff(expected: string, actual: string): string {
  const kind = structured.find(({ looks }) => looks.test(expected) && looks.test(actual));
  const [wanted, answered] = [kind?.lines(expected), kind?.lines(actual)];
  const lines = wanted && answered && lineDiff(wanted, answered);
  if (!lines?.some((line) => !line.startsWith(' '))) return textDiff(expected, actual);
  return ['body: (- expected, + answered)', ...hunks(lines)].join('\n');
}

function what(difference: Difference): string {
  switch (difference.part) {
    case 'answer':
      return `answer: ${difference.problem}`;
    case 'capture':
      return `not sent: no earlier exchange gave {{$${difference.name}}}`;
    case 'status':
      return `status: expected ${difference.expected}, answered ${difference.actual} with ${shown(difference.body, 0, 400)}`;
    case 'header': {
      const [expected, actual] = [difference.expected, difference.actual].map((v) => (v ? JSON.stringify(v) : 'none'));
      return `header ${difference.name}: expected ${expected}, answered ${actual}`;
    }
    case 'body':
      return bodyDiff(difference.expected, difference.actual);
  }
}

/** What went differently in one exchange, for people: the request, then the first thing that differs and how. */
export function explain(difference: Difference): string {
  const { line, request } = difference.exchange;
  return `${request.method} ${request.path} (line ${line})\n${what(difference)}`;
}
