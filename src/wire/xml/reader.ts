import { EntityDecoder } from '@nodable/entities';
import { XMLParser } from 'fast-xml-parser';
import { Fault } from '../../core/fault.js';
import type { XmlElement } from './element.js';
import { startTags, type StartTag } from './gate.js';

/** A text, or an element under its name as it is written, which holds such nodes itself. */
type Node = Readonly<Record<string, string | readonly Node[]>>;

const textName = '#text';

/** Everything stays the text that it is: `007` and ` a ` too. What the gate has told already is left out. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  textNodeName: textName,
  entityDecoder: new EntityDecoder(),
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
function elementOf(nodes: readonly Node[], tags: Iterator<StartTag>): XmlElement {
  const tag = tags.next().value as StartTag;
  const children: XmlElement[] = [];
  let text = '';
  for (const node of nodes) {
    for (const name in node) {
      const held = node[name];
      if (typeof held === 'string') text += held;
      else if (held) children.push(elementOf(held, tags));
    }
  }
  return { ...tag, children, text };
}

/**
 * The root element of a document, every value the text it was written as. Throws Fault('malformed') as `startTags` does;
 * a text of nothing but blanks is no document.
 */
export function readXml(text: string): XmlElement {
  const tags = startTags(text);
  const root = nodesOf(text)
    .flatMap((node) => Object.values(node))
    .find((held): held is readonly Node[] => typeof held !== 'string');
  if (!root) throw new Fault('malformed', { reason: 'syntax' });
  return elementOf(root, tags[Symbol.iterator]());
}
