import { xmlText } from '../xml/writer.js';
import { plainFraction } from './fraction.js';

const instances = 'http://www.w3.org/2001/XMLSchema-instance';

type Value = string | number | boolean | null | undefined | Members;

interface Members {
  readonly [name: string]: Value;
}

/** An element's name in all the ways it is written, and what was found out of the objects it has held. */
interface Tag {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  /** As XmlWriter ends what is empty, and DataContractSerializer what is null. */
  readonly empty: string;
  readonly absent: string;
  /** Its members in ordinal order of their names: of a model's objects, always the same. */
  members: readonly Tag[];
}

const createTag = (name: string): Tag => ({
  name,
  open: `<${name}>`,
  close: `</${name}>`,
  empty: `<${name} />`,
  absent: `<${name} i:nil="true" />`,
  members: [],
});

function membersOf(tag: Tag, value: Members): readonly Tag[] {
  const { members } = tag;
  const names = Object.keys(value);
  if (members.length === names.length && members.every(({ name }) => name in value)) return members;
  return (tag.members = names.sort().map(createTag));
}

/** What an object holds: its members, each an element. */
function membersText(tag: Tag, value: Members): string {
  let text = '';
  for (const member of membersOf(tag, value)) text += element(member, value[member.name]);
  return text;
}

function textElement({ open, close, empty }: Tag, value: string): string {
  if (value === '') return empty;
  return open + (plainFraction(value) ?? xmlText(value)) + close;
}

function element(tag: Tag, value: Value): string {
  if (typeof value === 'string') return textElement(tag, value);
  if (value === null) return tag.absent;
  if (value === undefined) return '';
  const held = typeof value === 'object' ? membersText(tag, value) : String(value);
  return held === '' ? tag.empty : tag.open + held + tag.close;
}

/**
 * Writes models as the framework's XML formatter does: one namespace, members in ordinal order of their names, `i:nil` for
 * null, no declaration. A list's root is called `ArrayOf` and its items' name.
 */
export function createContractWriter(namespace: string): (value: object, root: string) => string {
  const declared = ` xmlns:i="${instances}" xmlns="${xmlText(namespace)}"`;
  const roots = new Map<string, Tag>();
  const tagOf = (name: string): Tag => {
    let tag = roots.get(name);
    if (!tag) roots.set(name, (tag = createTag(name)));
    return tag;
  };
  return (value, root) => {
    const item = tagOf(root.replace(/^ArrayOf/, ''));
    const held = Array.isArray(value)
      ? (value as readonly Value[]).reduce<string>((all, one) => all + element(item, one), '')
      : membersText(item, value as Members);
    return held === '' ? `<${root}${declared} />` : `<${root}${declared}>${held}</${root}>`;
  };
}
