import { Fault } from '../../../src/core/fault.js';

/** JSON::XS's own bound, of objects and arrays inside each other. */
const deepest = 512;

const shownLength = 20;

const mnemonics: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\u0007': '\\a',
  '\\': '\\\\',
};

const printable = /^[ -~]$/;

/** A character as perl's `pv_uni_display` writes it. */
const displayed = (character: string): string =>
  mnemonics[character] ??
  (printable.test(character) ? character : `\\x{${(character.codePointAt(0) as number).toString(16)}}`);

/** What stands from a place on, cut as the module cuts it: after the first character that makes it twenty or more. */
function before(rest: string): string {
  if (rest === '') return '(end of string)';
  let shown = '';
  for (const character of rest) {
    if (shown.length >= shownLength) return `${shown}...`;
    shown += displayed(character);
  }
  return shown;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Everything but controls, the quote and the backslash. */
const plain = /[ !#-[\]-\uffff]*/y;
const hex = /[0-9a-fA-F]{4}/y;
const digits = /[0-9]+/y;
const blanks = /[ \t\n\r]*/y;

const atoms: readonly (readonly [text: string, value: boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Reads one text from its beginning to its end. */
class Reader {
  #at = 0;
  #depth = 0;

  constructor(readonly text: string) {}

  whole(): unknown {
    this.#take(blanks);
    const value = this.#value();
    this.#take(blanks);
    if (this.#at < this.text.length) this.#fail('garbage after JSON object');
    return value;
  }

  /** The module counts octets. */
  #fail(problem: string, at = this.#at): never {
    const offset = Buffer.byteLength(this.text.slice(0, at));
    const place = `at character offset ${offset} (before "${before(this.text.slice(at))}")`;
    throw new Fault('malformed', { reason: 'syntax', text: `${problem}, ${place}` });
  }

  #next(): string {
    return this.text.charAt(this.#at);
  }

  #take(what: RegExp): string {
    what.lastIndex = this.#at;
    const found = what.exec(this.text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #value(): unknown {
    const character = this.#next();
    if (character === '"') return this.#string();
    if (character === '{') return this.#nested(() => this.#object());
    if (character === '[') return this.#nested(() => this.#array());
    if (character === '-' || (character >= '0' && character <= '9')) return this.#number();
    const atom = atoms.find(([text]) => character !== '' && text.startsWith(character));
    if (!atom) return this.#fail('malformed JSON string, neither tag, array, object, number, string or atom');
    if (!this.text.startsWith(atom[0], this.#at)) this.#fail(`'${atom[0]}' expected`);
    this.#at += atom[0].length;
    return atom[1];
  }

  #nested<T>(read: () => T): T {
    this.#at += 1;
    if (++this.#depth > deepest) {
      this.#fail('json text or perl structure exceeds maximum nesting level (max_depth set too low?)');
    }
    this.#take(blanks);
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #array(): readonly unknown[] {
    const items: unknown[] = [];
    while (this.#goesOn(']', items.length, ', or ] expected while parsing array')) items.push(this.#value());
    return items;
  }

  #object(): object {
    const members: [string, unknown][] = [];
    while (this.#goesOn('}', members.length, ', or } expected while parsing object/hash')) {
      if (this.#next() !== '"') this.#fail(`'"' expected`);
      const name = this.#string();
      this.#take(blanks);
      if (this.#next() !== ':') this.#fail(`':' expected`);
      this.#at += 1;
      this.#take(blanks);
      members.push([name, this.#value()]);
    }
    return Object.fromEntries(members);
  }

  /** Whether another item follows the ones read so far; takes the comma before it, or the bracket that ends them. */
  #goesOn(end: string, read: number, problem: string): boolean {
    if (read > 0) this.#take(blanks);
    const ends = this.#next() === end;
    if (!ends && read === 0) return true;
    if (!ends && this.#next() !== ',') this.#fail(problem);
    this.#at += 1;
    if (!ends) this.#take(blanks);
    return !ends;
  }

  #string(): string {
    this.#at += 1;
    let text = this.#take(plain);
    while (this.#next() !== '"') {
      if (this.#next() === '') this.#fail('unexpected end of string while parsing JSON string');
      if (this.#next() !== '\\') this.#fail('invalid character encountered while parsing JSON string');
      text += this.#escaped() + this.#take(plain);
    }
    this.#at += 1;
    return text;
  }

  #escaped(): string {
    const letter = this.text.charAt(this.#at + 1);
    if (letter === 'u') return this.#codeUnits();
    const character = escapes[letter];
    if (character === undefined) return this.#fail('illegal backslash escape sequence in string');
    this.#at += 2;
    return character;
  }

  #codeUnit(): number {
    this.#at += 2;
    const code = this.#take(hex);
    if (code === '') this.#fail('exactly four hexadecimal digits expected');
    return parseInt(code, 16);
  }

  #codeUnits(): string {
    const high = this.#codeUnit();
    if (high < 0xd800 || high >= 0xe000) return String.fromCharCode(high);
    if (high >= 0xdc00) this.#fail('missing high surrogate character in surrogate pair');
    if (!this.text.startsWith('\\u', this.#at)) this.#fail('missing low surrogate character in surrogate pair');
    const low = this.#codeUnit();
    if (low < 0xdc00 || low >= 0xe000) this.#fail('surrogate pair expected');
    return String.fromCharCode(high, low);
  }

  /** An integer that a double cannot hold stays the text it is, so that no digit of it is lost. */
  #number(): number | string {
    const from = this.#at;
    if (this.#next() === '-') this.#at += 1;
    if (this.#next() === '0') this.#leadingZero();
    else this.#digits('no digits after initial minus');
    const integerEnd = this.#at;
    if (this.#next() === '.') {
      this.#at += 1;
      this.#digits('no digits after decimal point');
    }
    if (/^[eE]$/.test(this.#next())) this.#exponent();
    const written = this.text.slice(from, this.#at);
    const number = Number(written);
    return this.#at === integerEnd && !Number.isSafeInteger(number) ? written : number;
  }

  #leadingZero(): void {
    this.#at += 1;
    if (/^[0-9]$/.test(this.#next()))
      this.#fail('malformed number (leading zero must not be followed by another digit)');
  }

  #exponent(): void {
    this.#at += 1;
    if (/^[+-]$/.test(this.#next())) this.#at += 1;
    this.#digits('no digits after exp sign');
  }

  #digits(problem: string): void {
    if (this.#take(digits) === '') this.#fail(`malformed number (${problem})`);
  }
}

/**
 * The object or array of a JSON text, read as strictly as JSON::XS reads it; of two members of one name the last counts.
 * Faults: malformed, with the module's own text for a person.
 */
export function parsePerlJson(text: string): unknown {
  const value = new Reader(text).whole();
  if (typeof value === 'object' && value !== null) return value;
  throw new Fault('malformed', {
    reason: 'syntax',
    text: 'JSON text must be an object or array (but found number, string, true, false or null, use allow_nonref to allow this)',
  });
}
