const step = '   ';

type Brackets = readonly [open: string, close: string];
const square: Brackets = ['[', ']'];
const curly: Brackets = ['{', '}'];

/** Values between brackets, one a line; nothing between them where there is none. */
function laidOut([open, close]: Brackets, parts: readonly string[], indent: string): string {
  if (parts.length === 0) return open + close;
  const line = `\n${indent}${step}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${indent}${close}`;
}

/**
 * A value as JSON::XS lays it out when asked to be pretty: three blanks a level and a blank on both sides of a colon.
 * `indent` is that of the line the value begins on. Members that are undefined are left out.
 */
export function pretty(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const deeper = indent + step;
  if (Array.isArray(value)) {
    return laidOut(
      square,
      value.map((item) => pretty(item, deeper)),
      indent,
    );
  }
  const parts: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) parts.push(`${JSON.stringify(name)} : ${pretty(member, deeper)}`);
  }
  return laidOut(curly, parts, indent);
}

const enough = 16_384;

/** The same text as that of the whole array, in pieces of some size as its items come. */
export async function* prettyItems(items: AsyncIterable<unknown>, indent = ''): AsyncGenerator<string> {
  const line = `\n${indent}${step}`;
  let piece = '[';
  let count = 0;
  for await (const item of items) {
    piece += `${count++ > 0 ? ',' : ''}${line}${pretty(item, indent + step)}`;
    if (piece.length < enough) continue;
    yield piece;
    piece = '';
  }
  yield count > 0 ? `${piece}\n${indent}]` : '[]';
}

/** An object that begins with a list: its items as they come, then members that are asked for once all have come. */
export async function* prettyEnvelope(
  name: string,
  items: AsyncIterable<unknown>,
  tail: () => object,
): AsyncGenerator<string> {
  yield `{\n${step}${JSON.stringify(name)} : `;
  yield* prettyItems(items, step);
  yield `,${pretty(tail()).slice(1)}`;
}
