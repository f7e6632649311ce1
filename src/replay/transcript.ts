import { partsOf } from './pattern.js';

/** A header as it stands on the wire. An empty value says that there must be none of that name. */
export type Header = readonly [name: string, value: string];

/** What a transcript's client sends. Path, header values and body may hold `{{$name}}`. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** What the client expects. Headers that are not listed may be anything; the body is compared byte for byte. */
export interface Expected {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** One request and its answer; `line` is where it begins in the file. */
export interface Exchange {
  readonly line: number;
  readonly request: Asked;
  readonly expected: Expected;
}

/** A conversation with a vendor's API that clients rely on. */
export interface Transcript {
  readonly name: string;
  /** One sentence: what a client relies on. */
  readonly sentence: string;
  /** NDJSON seed lines, where the transcript brings its own data instead of running on the demo's. */
  readonly data?: string;
  readonly exchanges: readonly Exchange[];
}

/** A transcript that cannot be read, with the line at fault. */
export class TranscriptError extends Error {
  constructor(name: string, line: number, problem: string) {
    super(`${name}, line ${line}: ${problem}`);
    this.name = 'TranscriptError';
  }
}

const statusLine = /^### (\d{3})$/;
const requestLine = /^([A-Z]+) (\/\S*) HTTP\/1\.1$/;
const headerLine = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/;

/** Reads the lines of a transcript one after the other and knows where it is. */
class Lines {
  #next = 0;
  readonly #lines: readonly string[];

  constructor(
    readonly name: string,
    text: string,
  ) {
    const lines = text.split('\n');
    this.#lines = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }

  get number(): number {
    return this.#next + 1;
  }

  get line(): string | undefined {
    return this.#lines[this.#next];
  }

  /** Takes lines for as long as `goes` holds. */
  take(goes: (line: string) => boolean): readonly string[] {
    const from = this.#next;
    for (let line = this.line; line !== undefined && goes(line); line = this.line) this.#next += 1;
    return this.#lines.slice(from, this.#next);
  }

  skip(): void {
    this.#next += 1;
  }

  fail(problem: string, number = this.number): never {
    throw new TranscriptError(this.name, number, problem);
  }
}

const isBlank = (line: string): boolean => line.trim() === '';

function headersOf(lines: Lines, end: (line: string) => boolean): readonly Header[] {
  const from = lines.number;
  const headers = lines
    .take((line) => !isBlank(line) && !end(line))
    .map((line, index): Header => {
      const match = headerLine.exec(line) ?? lines.fail(`"${line}" is no header`, from + index);
      return [match[1] ?? '', match[2] ?? ''];
    });
  if (lines.line !== undefined && !end(lines.line)) lines.skip();
  return headers;
}

function messageOf(lines: Lines, end: (line: string) => boolean): Pick<Expected, 'headers' | 'body'> {
  const headers = headersOf(lines, end);
  return { headers, body: lines.take((line) => !end(line)).join('\n') };
}

function exchangeOf(lines: Lines): Exchange {
  const line = lines.number;
  const start = requestLine.exec(lines.line ?? '') ?? lines.fail('expected a request line, METHOD /path HTTP/1.1');
  const [method = '', path = ''] = start.slice(1);
  lines.skip();
  const { headers, body } = messageOf(lines, (text) => statusLine.test(text) || text === '======');
  const status = statusLine.exec(lines.line ?? '') ?? lines.fail('expected an answer, ### and its status');
  lines.skip();
  const expected = messageOf(lines, (text) => text === '======');
  if (lines.line !== undefined) lines.skip();
  lines.take(isBlank);
  const request = { method, path, headers, body: body.replace(/\n$/, '') };
  return { line, request, expected: { status: Number(status[1]), ...expected } };
}

function dataOf(lines: Lines): string | undefined {
  if (lines.line !== '### data') return undefined;
  lines.skip();
  const data = lines.take((line) => line.startsWith('{')).map((line) => `${line}\n`);
  lines.take(isBlank);
  return data.join('');
}

const textsOf = ({ path, headers, body }: Asked): readonly string[] => [path, ...headers.map(([, v]) => v), body];

/** The names an exchange needs from earlier ones, and the names it captures. */
export function namesOf({ request, expected }: Exchange): {
  readonly needs: readonly string[];
  readonly captures: readonly string[];
} {
  const answer = [...expected.headers.map(([, value]) => value), expected.body].flatMap(partsOf);
  const captures = answer.flatMap((part) => (part.kind === 'generated' ? (part.name ?? []) : []));
  const wanted = (parts: typeof answer): string[] => parts.flatMap((p) => (p.kind === 'captured' ? p.name : []));
  const own = wanted(answer).filter((name) => !captures.includes(name));
  return { needs: [...wanted(textsOf(request).flatMap(partsOf)), ...own], captures };
}

function checkNames(name: string, exchanges: readonly Exchange[]): void {
  const known = new Set<string>();
  for (const exchange of exchanges) {
    const { needs, captures } = namesOf(exchange);
    const unknown = needs.find((need) => !known.has(need));
    if (unknown !== undefined)
      throw new TranscriptError(name, exchange.line, `nothing before captures {{$${unknown}}}`);
    const odd = textsOf(exchange.request)
      .flatMap(partsOf)
      .find(({ kind }) => kind === 'generated');
    if (odd !== undefined) throw new TranscriptError(name, exchange.line, `a request cannot hold ${odd.raw}`);
    for (const capture of captures) known.add(capture);
  }
}

/** Reads a transcript; `name` is what people know it by. Throws a TranscriptError that names the line at fault. */
export function parseTranscript(text: string, name: string): Transcript {
  const lines = new Lines(name, text);
  const sentence = lines.take((line) => line.startsWith('# ')).map((line) => line.slice(2).trim());
  if (sentence.length === 0) lines.fail('expected # and a sentence about what a client relies on');
  lines.take(isBlank);
  const data = dataOf(lines);
  const exchanges: Exchange[] = [];
  do exchanges.push(exchangeOf(lines));
  while (lines.line !== undefined);
  checkNames(name, exchanges);
  return { name, sentence: sentence.join(' '), ...(data !== undefined && { data }), exchanges };
}
