import JSON5 from 'json5';

/** Where a value stands in its text: offsets of its first character and of the first one after it. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

interface Level {
  readonly path: string;
  readonly start: number;
  /** Index of the next element; undefined in an object. */
  index: number | undefined;
  /** The name whose value comes next. */
  name: string | undefined;
}

const punctuation = new Set('{}[]:,/"\'');
const special = /[. '/"[\]()\t\n\r\f\b\\\u0085\u2028\u2029]/;

/** The path of a member of a value, as Json.NET writes it: `Bill.City`, `['odd name']`. */
export function memberPath(path: string, name: string): string {
  if (special.test(name)) return `${path}['${name.replaceAll("'", "\\'")}']`;
  return path === '' ? name : `${path}.${name}`;
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfComment(text: string, start: number): number {
  const block = text[start + 1] === '*';
  const end = text.indexOf(block ? '*/' : '\n', start + 2);
  return end < 0 ? text.length : end + (block ? 2 : 1);
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !punctuation.has(text.charAt(at)) && text.charAt(at).trim() !== '') at++;
  return at;
}

/** Notes where each value of one text stands. Expects what a JSON parser has already accepted, at any depth. */
class Survey {
  readonly places = new Map<string, Place>();
  private readonly levels: Level[] = [];

  constructor(private readonly text: string) {}

  take(): ReadonlyMap<string, Place> {
    let at = 0;
    while (at < this.text.length) at = this.step(at, this.text.charAt(at));
    return this.places;
  }

  private step(at: number, character: string): number {
    if (character === '{' || character === '[') return this.open(at, character === '[');
    if (character === '}' || character === ']') return this.close(at);
    if (character === ',') return this.next(at);
    if (character === '/') return endOfComment(this.text, at);
    if (character === ':' || character.trim() === '') return at + 1;
    const quoted = character === '"' || character === "'";
    return this.scalar(at, quoted ? endOfString(this.text, at) : endOfWord(this.text, at));
  }

  private path(): string {
    const level = this.levels.at(-1);
    if (level === undefined) return '';
    return level.index === undefined ? memberPath(level.path, level.name ?? '') : `${level.path}[${level.index}]`;
  }

  private open(at: number, array: boolean): number {
    this.levels.push({ path: this.path(), start: at, index: array ? 0 : undefined, name: undefined });
    return at + 1;
  }

  private close(at: number): number {
    const level = this.levels.pop();
    if (level) this.places.set(level.path, { start: level.start, end: at + 1 });
    return at + 1;
  }

  private next(at: number): number {
    const level = this.levels.at(-1);
    if (level?.index !== undefined) level.index++;
    else if (level) level.name = undefined;
    return at + 1;
  }

  private scalar(start: number, end: number): number {
    const level = this.levels.at(-1);
    if (level && level.index === undefined && level.name === undefined) {
      const name = this.text.slice(start, end);
      level.name = /["'\\]/.test(name) ? String(JSON5.parse(/^["']/.test(name) ? name : `"${name}"`)) : name;
    } else {
      this.places.set(this.path(), { start, end });
    }
    return end;
  }
}

/** Where every value of a JSON text stands, by its path; of two members of one name, the last. One pass, any leniency. */
export function placesOf(text: string): ReadonlyMap<string, Place> {
  return new Survey(text).take();
}

/** An offset as Json.NET counts: lines from 1, and the characters read of that line. */
export function lineAndPosition(text: string, offset: number): { readonly line: number; readonly position: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, position: lines.at(-1)?.length ?? 0 };
}
