/** An element of a document that was read. */
export interface XmlElement {
  /** Its name without the prefix. */
  readonly name: string;
  /** Its namespace, `''` for none. */
  readonly namespace: string;
  /** In the document's order, declarations of namespaces left out. */
  readonly attributes: readonly XmlAttribute[];
  /** The elements directly in it, in the document's order. */
  readonly children: readonly XmlElement[];
  /** The text directly in it, blanks and all: references resolved, CDATA included, comments left out. */
  readonly text: string;
  /** Where its start tag ends: both count from 1. */
  readonly line: number;
  readonly position: number;
}

/** Its name without the prefix; its namespace, `''` for none. */
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

/** The value of an attribute, undefined where there is none. */
export const attribute = ({ attributes }: XmlElement, name: string, namespace = ''): string | undefined =>
  attributes.find((one) => one.name === name && one.namespace === namespace)?.value;
