import { Fault } from '../../core/fault.js';
import type { JsonSchema } from '../codec.js';
import { attribute, type XmlElement } from '../xml/element.js';
import { Refusal, scalarType } from './conversion.js';
import { expected } from './shape.js';

const instances = 'http://www.w3.org/2001/XMLSchema-instance';

/** The namespace of a contract, and the .NET type it stands for, which exception texts name. */
export interface Contract {
  readonly namespace: string;
  readonly type: string;
}

function refuse(text: string): never {
  throw new Fault('malformed', { reason: 'type', text });
}

/** SerializationException around a trouble inside (SR.ErrorDeserializing of System.Runtime.Serialization). */
const failing = ({ type }: Contract, why: string): never =>
  refuse(`There was an error deserializing the object of type ${type}. ${why}`);

const isNil = (element: XmlElement): boolean =>
  ['true', '1'].includes((attribute(element, 'nil', instances) ?? '').trim());

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const words: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** The value of a text by XML Schema's own spelling of its type, undefined where it is none. */
function valueOf(text: string, type: string, format: unknown): unknown {
  const trimmed = text.trim();
  if (type === 'boolean') return words[trimmed];
  if (!numeral.test(trimmed)) return undefined;
  const read = scalarType(type, format)?.convert(trimmed, String);
  return read instanceof Refusal ? undefined : read;
}

interface Place {
  readonly contract: Contract;
  readonly schema: JsonSchema;
  readonly nullable: boolean;
  readonly type: string;
}

function scalar(element: XmlElement, { contract, schema, nullable, type }: Place): unknown {
  const [child] = element.children;
  if (child) {
    const { name, namespace } = element;
    const found = `Found element '${child.name}' from namespace '${child.namespace}'.`;
    return failing(contract, `End element '${name}' from namespace '${namespace}' expected. ${found}`);
  }
  if (isNil(element) && (nullable || type === 'string')) return null;
  if (type === 'string') return element.text;
  const value = valueOf(element.text, type, schema.format);
  const net = (scalarType(type, schema.format)?.name ?? type).replace('System.', '');
  return value ?? failing(contract, `The value '${element.text.trim()}' cannot be parsed as the type '${net}'.`);
}

const orders = new WeakMap<JsonSchema, readonly string[]>();

function orderOf(schema: JsonSchema): readonly string[] {
  let order = orders.get(schema);
  if (!order) orders.set(schema, (order = Object.keys(schema.properties ?? {}).sort()));
  return order;
}

function value(element: XmlElement, member: JsonSchema, contract: Contract): unknown {
  const { schema, type = 'string', nullable } = expected(member);
  if (type !== 'object') return scalar(element, { contract, schema, nullable, type });
  return isNil(element) ? null : object(element, schema, contract);
}

/** What a member of a value type is that does not come. */
const defaults: Readonly<Record<string, unknown>> = { boolean: false, integer: 0, number: 0 };

function object(element: XmlElement, schema: JsonSchema, contract: Contract): object {
  const order = orderOf(schema);
  const { properties = {} } = schema;
  const model: Record<string, unknown> = {};
  for (const name of order) {
    const { type = '', nullable } = expected(properties[name] as JsonSchema);
    if (!nullable && type in defaults) model[name] = defaults[type];
  }
  let next = 0;
  for (const child of element.children) {
    const at = child.namespace === contract.namespace ? order.indexOf(child.name, next) : -1;
    if (at < 0) continue;
    model[child.name] = value(child, properties[child.name] as JsonSchema, contract);
    next = at + 1;
  }
  return model;
}

/**
 * Reads a model as DataContractSerializer does. Members are expected in ordinal order of their names: one that comes after its
 * turn, one of another namespace and one that nobody knows are passed over. `i:nil` is null. Another root, and text that is
 * not of its member's type, fail the whole body: Fault('malformed') with the serializer's text.
 */
export function readContract(root: XmlElement, schema: JsonSchema, contract: Contract): object | undefined {
  const name = String(schema.title);
  if (root.name !== name || root.namespace !== contract.namespace) {
    refuse(
      `Error in line ${root.line} position ${root.position}. Expecting element '${name}' from namespace ` +
        `'${contract.namespace}'.. Encountered 'Element'  with name '${root.name}', namespace '${root.namespace}'. `,
    );
  }
  return isNil(root) ? undefined : object(root, schema, contract);
}
