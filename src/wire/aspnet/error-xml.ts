import { writeXml } from '../xml/writer.js';

const hexadecimal = (character: string): string =>
  `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** A text as the local name of an element (XmlConvert.EncodeLocalName): what no name may hold is spelled by its number. */
const encodedName = (text: string): string =>
  text
    .replaceAll(/_(?=x[\da-fA-F]{4}_)/g, hexadecimal)
    .replaceAll(/[^\p{L}\p{Nd}._-]/gu, hexadecimal)
    .replace(/^[\p{Nd}.-]/u, hexadecimal);

const style = { empty: ' />', absent: ' />' };

/**
 * An error as HttpError.WriteXml writes it: elements in their own order and in no namespace, several messages of one key with
 * a blank between them.
 */
export function writeErrorXml(value: unknown, name = 'Error'): string {
  const element = encodedName(name);
  if (Array.isArray(value)) return writeXml(element, value.join(' '), style);
  if (typeof value !== 'object' || value === null) return writeXml(element, String(value), style);
  const held = Object.entries(value).map(([member, inner]) => writeErrorXml(inner, member));
  return `<${element}>${held.join('')}</${element}>`;
}
