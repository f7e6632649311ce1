/**
 * What an element holds. In an object each member is an element of that name, in order; one whose name begins with `@` is an
 * attribute, and `#` is the text beside attributes. An array is its member's element again for each item. Null is an element
 * without a value, undefined is none at all.
 */
export type XmlValue = string | number | boolean | null | undefined | readonly XmlValue[] | XmlMembers;

export interface XmlMembers {
  readonly [name: string]: XmlValue;
}

/** How a vendor's framework ends the tags of elements that hold nothing. */
export interface XmlStyle {
  /** After the name, and attributes, of one that is empty: `/>` or ` />`. */
  readonly empty: string;
  /** The same of one without a value. */
  readonly absent: string;
}

const at = '@'.charCodeAt(0);

const inText = /[&<>\r]/;
const inAttribute = /[&<>"\t\n\r]/;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const referenceOf = (character: string): string => references[character] as string;

/** Text between tags. A carriage return is a reference: as itself, a reader would take it for a line feed. */
export const xmlText = (text: string): string => (inText.test(text) ? text.replace(/[&<>\r]/g, referenceOf) : text);

/** Text within the double quotes of an attribute. */
const xmlAttribute = (text: string): string =>
  inAttribute.test(text) ? text.replace(/[&<>"\t\n\r]/g, referenceOf) : text;

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

/** The text of a value that holds no elements. */
const plain = (value: XmlValue): string => (typeof value === 'object' ? '' : String(value));

function textElement(name: string, text: string, { empty }: XmlStyle): string {
  return text === '' ? `<${name}${empty}` : `<${name}>${xmlText(text)}</${name}>`;
}

function branch(name: string, members: XmlMembers, style: XmlStyle): string {
  let head = name;
  let body = '';
  for (const member in members) {
    const value = members[member];
    if (value === undefined) continue;
    if (member.charCodeAt(0) === at) head += ` ${member.slice(1)}="${xmlAttribute(plain(value))}"`;
    else if (member === '#') body += xmlText(plain(value));
    else body += writeXml(member, value, style);
  }
  return body === '' ? `<${head}${style.empty}` : `<${head}>${body}</${name}>`;
}

/** An element as text, without a declaration. Names and characters are the caller's care: all must be XML 1.0's. */
export function writeXml(name: string, value: XmlValue, style: XmlStyle): string {
  if (typeof value === 'string') return textElement(name, value, style);
  if (value === null) return `<${name}${style.absent}`;
  if (value === undefined) return '';
  if (isList(value)) return value.reduce<string>((all, item) => all + writeXml(name, item, style), '');
  if (typeof value === 'object') return branch(name, value, style);
  return `<${name}>${String(value)}</${name}>`;
}
