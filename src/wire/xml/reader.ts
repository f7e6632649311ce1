import { EntityDecoder } from '@nodable/entities';
import { XMLParser } from 'fast-xml-parser';
import { Fault } from '../../core/fault.js';
import type { XmlElement } from './element.js';
import { startTags, type StartTag } from './gate.js';

/** A text, or an element, which holds such nodes itself. */
interface Node {
  readonly [textName]?: string;
  readonly [elementName]?: readonly Node[];
}

const textName = '#text';
const elementName = 'element';

/** The gate has told the names, and objects that all have the same one are built in half the time. */
const nameless = (name: string): string => (name.endsWith('/') ? `${elementName}/` : elementName);

/** Everything stays the text that it is: `007` and ` a ` too. What the gate has told already is left out. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  textNodeName: textName,
  transformTagName: nameless,
  entityDecoder: new EntityDecoder(),
  // Nobody asks for the path of an element, and writing it out takes a fifth of the time.
  jPath: false,
});

const asides = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/g;

/** The parser stumbles over a quotation mark in an instruction, which means nothing here. */
const withoutInstructions = (text: string): string =>
  text.includes('<?', 2) ? text.replace(asides, (aside) => (aside.startsWith('<?') ? '' : aside)) : text;

function nodesOf(text: string): readonly Node[] {
  try {
    return parser.parse(withoutInstructions(text)) as readonly Node[];
  } catch {
    throw new Fault('malformed', { reason: 'syntax' });
  }
}

/** The two readings side by side: the gate's start tags stand in the order in which the tree is walked. */
function createWalk(tags: readonly StartTag[]): (nodes: readonly Node[]) => XmlElement {
  let next = 0;
  const element = (nodes: readonly Node[]): XmlElement => {
    const { name, namespace, attributes, line, position } = tags[next++] as StartTag;
    const children: XmlElement[] = [];
    let text = '';
    for (const node of nodes) {
      const held = node[elementName];
      if (held) children.push(element(held));
      else text += node[textName] ?? '';
    }
    return { name, namespace, attributes, children, text, line, position };
  };
  return element;
}

/**
 * The root element of a document, every value the text it was written as. Throws Fault('malformed') as `startTags` does;
 * a text of nothing but blanks is no document.
 */
export function readXml(text: string): XmlElement {
  const tags = startTags(text);
  for (const node of nodesOf(text)) {
    const root = node[elementName];
    if (root) return createWalk(tags)(root);
  }
  throw new Fault('malformed', { reason: 'syntax' });
}
