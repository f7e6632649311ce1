import { matched, partsOf, sourceOf } from './pattern.js';

const token = /\{\{(?:\/.+?\/(?::\w+)?|[$a-z][\w :-]*)\}\}|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\s+|"/g;

/** Indents JSON without reading it: numbers, escapes, repeated members and `{{markers}}` stay as they are written. */
export function indented(json: string): readonly string[] {
  const lines = [''];
  let depth = 0;
  const add = (text: string): void => void lines.push((lines.pop() ?? '') + text);
  const newLine = (): void => void lines.push('  '.repeat(Math.max(depth, 0)));
  for (const [text] of json.matchAll(token)) {
    if (text === '}' || text === ']') {
      depth -= 1;
      newLine();
    }
    if (text.trim() !== '') add(text === ':' ? ': ' : text);
    if (text === '{' || text === '[') depth += 1;
    if (text === '{' || text === '[' || text === ',') newLine();
  }
  return lines.filter((line) => line.trim() !== '');
}

type Same = (expected: number, actual: number) => boolean;

/** lengths[i][j]: how many lines from i and j on can be paired. */
function pairable(rows: number, columns: number, same: Same): readonly Uint32Array[] {
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = columns - 1; j >= 0; j -= 1) {
      row[j] = same(i, j) ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

const mostPairs = 1_000_000;

/** Line by line, `-` expected only, `+` answered only, blank both; undefined where there are too many lines to say. */
export function lineDiff(expected: readonly string[], actual: readonly string[]): readonly string[] | undefined {
  if (expected.length * actual.length > mostPairs) return undefined;
  const tests = expected.map((line) => (line.includes('{{') ? (other: string) => !!matched(line, other) : undefined));
  const same: Same = (i, j) => expected[i] === actual[j] || (tests[i]?.(actual[j] ?? '') ?? false);
  const lengths = pairable(expected.length, actual.length, same);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < expected.length || j < actual.length) {
    const [skipping, adding] = [lengths[i + 1]?.[j] ?? -1, lengths[i]?.[j + 1] ?? -1];
    if (i < expected.length && j < actual.length && same(i, j)) {
      lines.push(`  ${actual[j]}`);
      [i, j] = [i + 1, j + 1];
    } else if (i < expected.length && (j === actual.length || skipping >= adding)) lines.push(`- ${expected[i++]}`);
    else lines.push(`+ ${actual[j++]}`);
  }
  return lines;
}

function sameStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** How many characters at the beginning of each agree, a marker with what it stands for. */
export function agreement(expected: string, actual: string): { readonly expected: number; readonly actual: number } {
  const agreed = { expected: 0, actual: 0 };
  let source = '^';
  for (const part of partsOf(expected)) {
    source += sourceOf(part);
    const found = new RegExp(source).exec(actual);
    const more = part.kind === 'text' ? sameStart(part.raw, actual.slice(agreed.actual)) : 0;
    if (found === null) return { expected: agreed.expected + more, actual: agreed.actual + more };
    agreed.expected += part.raw.length;
    agreed.actual = found[0].length;
  }
  return agreed;
}
