import { Fault } from '../../../src/core/fault.js';
import type { Codec, JsonSchema } from '../../../src/wire/codec.js';
import type { XmlElement } from '../../../src/wire/xml/element.js';
import { declaredCharset } from '../../../src/wire/xml/charset.js';
import { readXml } from '../../../src/wire/xml/reader.js';
import { writeXml, type XmlMembers, type XmlStyle, type XmlValue } from '../../../src/wire/xml/writer.js';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** Grails ends elements without content without a blank: `<currency id="USD"/>`. */
const style: XmlStyle = { empty: '/>', absent: '/>' };

type Members = Record<string, unknown>;

/** One of several elements of a name counts as the list's next where a list is expected, else the last of them counts. */
function add(to: Members, name: string, value: unknown, shape: JsonSchema | undefined): void {
  if (shape?.type !== 'array') to[name] = value;
  else to[name] = [...((to[name] as readonly unknown[] | undefined) ?? []), value];
}

/** An element by its shape: members where it has any, or is expected to and says nothing else; else its text. */
function valueOf({ children, attributes, text }: XmlElement, shape: JsonSchema | undefined): unknown {
  const hasOnlyText = attributes.length === 0 && text.trim() !== '';
  if (children.length === 0 && (shape?.type !== 'object' || hasOnlyText)) return text;
  const members: Members = {};
  for (const { name, value } of attributes) members[`@${name}`] = value;
  for (const child of children) {
    const expected = shape?.properties?.[child.name];
    add(members, child.name, valueOf(child, expected?.type === 'array' ? expected.items : expected), expected);
  }
  return members;
}

function decode(text: string, shape?: JsonSchema): unknown {
  if (text.trim() === '') throw new Fault('malformed', { reason: 'empty' });
  const root = readXml(text);
  return { [root.name]: valueOf(root, shape?.properties?.[root.name]) };
}

const content = (members: XmlMembers): string =>
  Object.entries(members).reduce((text, [name, value]) => text + writeXml(name, value, style), '');

/** A list's items are elements of their own names, one after the other. */
const listText = (items: readonly XmlMembers[], root: string): string =>
  items.length === 0 ? writeXml(root, '', style) : `<${root}>${items.map(content).join('')}</${root}>`;

async function* listPieces(items: AsyncIterable<unknown>, root: string): AsyncGenerator<string> {
  yield `${declaration}<${root}>`;
  for await (const item of items) yield content(item as XmlMembers);
  yield `</${root}>`;
}

/**
 * XML as BluBilling's samples show it. What is read is the root element under its name, every value as its text,
 * attributes under their names with an `@` before; namespaces do not count.
 */
export const bluXml: Codec = {
  id: 'xml',
  media: ['text/xml', 'application/xml'],
  contentType: 'text/xml;charset=utf-8',
  charsetOf: declaredCharset,
  decode,
  encode: (value, root = 'response') =>
    declaration +
    (Array.isArray(value) ? listText(value as readonly XmlMembers[], root) : writeXml(root, value as XmlValue, style)),
  encodeItems: (items, root = 'list') => listPieces(items, root),
};

/** What elements are written from. */
export type { XmlMembers, XmlValue };
