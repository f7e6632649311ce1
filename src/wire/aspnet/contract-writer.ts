import { writeXml, xmlText, type XmlStyle, type XmlValue } from '../xml/writer.js';
import { plainFraction } from './fraction.js';

/** How XmlWriter ends what is empty, and DataContractSerializer what is null. */
const style: XmlStyle = { empty: ' />', absent: ' i:nil="true" />' };

const instances = 'http://www.w3.org/2001/XMLSchema-instance';

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** Members in ordinal order of their names, worked out once for each place, where they are always the same. */
function createOrder(): (members: Members, place: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (members, place) => {
    const found = known.get(place);
    if (found?.every((name) => name in members) && found.length === Object.keys(members).length) return found;
    const names = Object.keys(members).sort();
    known.set(place, names);
    return names;
  };
}

/** Writes the members of an object, or the items of a list, as DataContractSerializer does. */
function createContent(): (value: object, place: string) => string {
  const order = createOrder();
  const element = (name: string, value: unknown, place: string): string => {
    const number = typeof value === 'string' ? plainFraction(value) : undefined;
    if (number !== undefined) return `<${name}>${number}</${name}>`;
    if (!isObject(value)) return writeXml(name, value as XmlValue, style);
    const held = content(value, place);
    return held === '' ? `<${name} />` : `<${name}>${held}</${name}>`;
  };
  const content = (value: object, place: string): string => {
    const item = place.replace(/^ArrayOf/, '');
    if (Array.isArray(value)) return value.reduce<string>((all, one) => all + element(item, one, item), '');
    const members = value as Members;
    let text = '';
    for (const name of order(members, place)) text += element(name, members[name], `${place}/${name}`);
    return text;
  };
  return content;
}

/**
 * Writes models as the framework's XML formatter does: one namespace, members in ordinal order of their names, `i:nil` for
 * null, no declaration. A list's root is called `ArrayOf` and its items' name.
 */
export function createContractWriter(namespace: string): (value: object, root: string) => string {
  const content = createContent();
  const declared = ` xmlns:i="${instances}" xmlns="${xmlText(namespace)}"`;
  return (value, root) => {
    const held = content(value, root);
    return held === '' ? `<${root}${declared} />` : `<${root}${declared}>${held}</${root}>`;
  };
}
