import { XMLParser } from 'fast-xml-parser';

/** A text, or an element with its attributes, under its name. */
type Node = Readonly<Record<string, unknown>>;

const textName = '#text';
const attributesName = ':@';

/** Nothing is resolved, so that all stays as it is written. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: textName,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
});

const attributesOf = (node: Node): string =>
  Object.entries((node[attributesName] ?? {}) as Readonly<Record<string, string>>)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

const textOf = (node: Node): string | undefined => node[textName] as string | undefined;

function linesOf(node: Node, indent: string): readonly string[] {
  const text = textOf(node);
  if (text !== undefined) return text.trim() === '' ? [] : [indent + text.trim()];
  const name = Object.keys(node).find((key) => key !== attributesName) ?? '';
  const held = node[name] as readonly Node[];
  const start = `${indent}<${name}${attributesOf(node)}`;
  if (name.startsWith('?')) return [`${start}?>`];
  if (held.length === 0) return [`${start}/>`];
  if (held.every((one) => textOf(one) !== undefined)) return [`${start}>${held.map(textOf).join('')}</${name}>`];
  return [`${start}>`, ...held.flatMap((one) => linesOf(one, `${indent}  `)), `${indent}</${name}>`];
}

/** XML an element a line; texts, references and `{{markers}}` stay as they are written. Undefined where it is no XML. */
export function xmlLines(xml: string): readonly string[] | undefined {
  try {
    return (parser.parse(xml, true) as readonly Node[]).flatMap((node) => linesOf(node, ''));
  } catch {
    return undefined;
  }
}
