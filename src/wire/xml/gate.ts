import { SaxesParser, type SaxesAttributeNS, type SaxesTag } from 'saxes';
import { Fault } from '../../core/fault.js';
import { isUnsafeName } from '../text.js';
import type { XmlAttribute, XmlElement } from './element.js';

/** What a start tag says, and where it ends. */
export type StartTag = Pick<XmlElement, 'name' | 'namespace' | 'attributes' | 'line' | 'position'>;

const deepest = 64;
const mostElements = 20_000;
const mostAttributes = 100;

const declarations = 'http://www.w3.org/2000/xmlns/';

type Parser = SaxesParser<{ xmlns: boolean; forceXMLVersion: true; defaultXMLVersion: '1.0' }>;

/** Says that namespaces count in a document where nothing had looked like it. */
class Namespaced extends Error {}

function refuse({ line, column }: Parser, reason: string): never {
  throw new Fault('malformed', { reason, line, position: column + 1 });
}

/** A name without a prefix. */
function plain(name: string): string {
  if (name.includes(':')) throw new Namespaced();
  return name;
}

const none: readonly XmlAttribute[] = [];

function attributesOf(parser: Parser, { attributes }: SaxesTag): readonly XmlAttribute[] {
  let found = none;
  for (const [written, attribute] of Object.entries<string | SaxesAttributeNS>(attributes)) {
    const isPlain = typeof attribute === 'string';
    const name = isPlain ? plain(written) : attribute.local;
    const namespace = isPlain ? '' : attribute.uri;
    if (namespace === declarations) continue;
    if (isUnsafeName(name)) refuse(parser, 'name');
    found = [...found, { name, namespace, value: isPlain ? attribute : attribute.value }];
  }
  return found;
}

function startTag(parser: Parser, tag: SaxesTag): StartTag {
  const name = 'local' in tag ? tag.local : plain(tag.name);
  const namespace = 'uri' in tag ? tag.uri : '';
  if (isUnsafeName(name)) refuse(parser, 'name');
  return {
    name,
    namespace,
    attributes: attributesOf(parser, tag),
    line: parser.line,
    position: parser.column + 1,
  };
}

/**
 * The start tags of a document, in its order, once the whole document is known to be well-formed by XML 1.0 and its
 * namespaces: one root, XML 1.0's characters, no reference but to characters and the five entities. Throws
 * Fault('malformed') with reason (`syntax`, `doctype`, `depth`, `size` or `name`), line and position for anything else: also
 * for a document type, 64 levels, 20,000 elements or 100 attributes and more, and names no object can safely have.
 */
export function startTags(text: string): readonly StartTag[] {
  if (text.includes('xmlns')) return tagsOf(text, true);
  try {
    // Looking for namespaces takes two thirds of the time.
    return tagsOf(text, false);
  } catch (error) {
    if (error instanceof Namespaced) return tagsOf(text, true);
    throw error;
  }
}

function tagsOf(text: string, xmlns: boolean): readonly StartTag[] {
  const parser: Parser = new SaxesParser({ xmlns, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const tags: StartTag[] = [];
  let depth = 0;
  let attributes = 0;
  parser.on('error', () => refuse(parser, 'syntax'));
  parser.on('doctype', () => refuse(parser, 'doctype'));
  if (!xmlns) parser.on('processinginstruction', ({ target }) => void plain(target));
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
