import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { Fault } from '../../core/fault.js';
import { isUnsafeName } from '../text.js';
import type { XmlAttribute, XmlElement } from './element.js';

/** What a start tag says, and where it ends. */
export interface StartTag extends Pick<XmlElement, 'name' | 'namespace' | 'attributes' | 'line' | 'position'> {
  /** Its name as it is written, with its prefix. */
  readonly written: string;
}

const deepest = 64;
const mostElements = 20_000;
const mostAttributes = 100;

const declarations = 'http://www.w3.org/2000/xmlns/';

type Parser = SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }>;

function refuse({ line, column }: Parser, reason: string): never {
  throw new Fault('malformed', { reason, line, position: column + 1 });
}

function attributeOf(parser: Parser, { local, uri, value }: SaxesAttributeNS): XmlAttribute {
  if (isUnsafeName(local)) refuse(parser, 'name');
  return { name: local, namespace: uri, value };
}

const none: readonly XmlAttribute[] = [];

function attributesOf(parser: Parser, { attributes }: SaxesTagNS): readonly XmlAttribute[] {
  const written = Object.values(attributes).filter((one) => one.uri !== declarations);
  return written.length === 0 ? none : written.map((one) => attributeOf(parser, one));
}

function startTag(parser: Parser, tag: SaxesTagNS): StartTag {
  const { name: written, local: name, uri: namespace } = tag;
  if (isUnsafeName(name)) refuse(parser, 'name');
  const attributes = attributesOf(parser, tag);
  return { written, name, namespace, attributes, line: parser.line, position: parser.column + 1 };
}

/**
 * The start tags of a document, in its order, once the whole document is known to be well-formed by XML 1.0 and its
 * namespaces: one root, XML 1.0's characters, no reference but to characters and the five entities. Throws
 * Fault('malformed') with reason (`syntax`, `doctype`, `depth`, `size` or `name`), line and position for anything else: also
 * for a document type, 64 levels, 20,000 elements or 100 attributes and more, and names no object can safely have.
 */
export function startTags(text: string): readonly StartTag[] {
  const parser: Parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const tags: StartTag[] = [];
  let depth = 0;
  let attributes = 0;
  parser.on('error', () => refuse(parser, 'syntax'));
  parser.on('doctype', () => refuse(parser, 'doctype'));
  // Namespaces cost the square of the depth, so it is stopped before they are looked up.
  parser.on('opentagstart', () => {
    attributes = 0;
    if (++depth > deepest) refuse(parser, 'depth');
    if (tags.length === mostElements) refuse(parser, 'size');
  });
  parser.on('attribute', () => void (++attributes > mostAttributes && refuse(parser, 'size')));
  parser.on('opentag', (tag) => void tags.push(startTag(parser, tag)));
  parser.on('closetag', () => void depth--);
  parser.write(text).close();
  return tags;
}
