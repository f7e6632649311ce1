import { SaxesParser, type SaxesAttributeNS, type SaxesTag } from 'saxes';
import { Fault } from '../../core/fault.js';
import { isUnsafeName } from '../text.js';
import type { XmlAttribute, XmlElement } from './element.js';

/** An element whose end has not been read yet. */
interface Open extends XmlElement {
  readonly children: Open[];
  text: string;
}

const deepest = 64;
const mostElements = 20_000;
const mostAttributes = 100;

const declarations = 'http://www.w3.org/2000/xmlns/';

const instruction = /<\?(?!xml\s)/;

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
  for (const written in attributes) {
    const attribute = attributes[written] as string | SaxesAttributeNS;
    const isPlain = typeof attribute === 'string';
    const name = isPlain ? plain(written) : attribute.local;
    const namespace = isPlain ? '' : attribute.uri;
    if (namespace === declarations) continue;
    if (isUnsafeName(name)) refuse(parser, 'name');
    found = [...found, { name, namespace, value: isPlain ? attribute : attribute.value }];
  }
  return found;
}

function opened(parser: Parser, tag: SaxesTag): Open {
  const name = 'local' in tag ? tag.local : plain(tag.name);
  const namespace = 'uri' in tag ? tag.uri : '';
  if (isUnsafeName(name)) refuse(parser, 'name');
  return {
    name,
    namespace,
    attributes: attributesOf(parser, tag),
    children: [],
    text: '',
    line: parser.line,
    position: parser.column + 1,
  };
}

function rootOf(document: string, xmlns: boolean): XmlElement {
  const parser: Parser = new SaxesParser({ xmlns, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  /** The elements that are open, the root first. */
  const open: Open[] = [];
  let root: Open | undefined;
  let elements = 0;
  let attributes = 0;
  const add = (text: string): void => {
    const holder = open.at(-1);
    if (holder) holder.text += text;
  };
  parser.on('error', () => refuse(parser, 'syntax'));
  parser.on('doctype', () => refuse(parser, 'doctype'));
  // With an eighth handler V8 would keep the parser as a dictionary, which is four times slower.
  if (!xmlns && instruction.test(document)) parser.on('processinginstruction', ({ target }) => void plain(target));
  parser.on('attribute', () => void (++attributes > mostAttributes && refuse(parser, 'size')));
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (open.length === deepest) refuse(parser, 'depth');
    if (++elements > mostElements) refuse(parser, 'size');
    const element = opened(parser, tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  return root ?? refuse(parser, 'syntax');
}

/**
 * The root element of a document, every value the text it was written as: leading zeros, blanks, CDATA and all references
 * resolved. The document is well-formed by XML 1.0 and its namespaces: one root, XML 1.0's characters, no reference but to
 * characters and the five entities. Throws Fault('malformed') with reason (`syntax`, `doctype`, `depth`, `size` or `name`),
 * line and position for anything else: also for a document type, more than 64 levels, 20,000 elements or 100 attributes,
 * and names no object can safely have.
 */
export function readXml(document: string): XmlElement {
  if (document.includes('xmlns')) return rootOf(document, true);
  try {
    // Looking for namespaces takes two thirds of the time.
    return rootOf(document, false);
  } catch (error) {
    if (error instanceof Namespaced) return rootOf(document, true);
    throw error;
  }
}
