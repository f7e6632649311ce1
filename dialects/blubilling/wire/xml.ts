import { Fault } from '../../../src/core/fault.js';
import type { Codec, JsonSchema } from '../../../src/wire/codec.js';
import type { XmlElement } from '../../../src/wire/xml/element.js';
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

/** An element by its shape: members where it has any or is expected to, else its text. */
function valueOf({ children, attributes, text }: XmlElement, shape: JsonSchema | undefined): unknown {
  if (children.length === 0 && shape?.type !== 'object') return text;
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

/**
 * XML as BluBilling's samples show it. What is read is the root element under its name, every value as its text,
 * attributes under their names with an `@` before; namespaces do not count.
 */
export const bluXml: Codec = {
  id: 'xml',
  media: ['text/xml', 'application/xml'],
  contentType: 'text/xml;charset=utf-8',
  decode,
  encode: (value, root = 'response') => declaration + writeXml(root, value as XmlValue, style),
};

/** What elements are written from. */
export type { XmlMembers, XmlValue };
