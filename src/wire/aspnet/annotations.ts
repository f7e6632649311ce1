import type { Problem } from '../../core/fault.js';
import type { JsonSchema } from '../codec.js';
import { expected } from './shape.js';

/** What .NET's String.Trim takes for white space: NEL too, a byte order mark not. */
const blank = /^(?:(?!\ufeff)\s|\u0085)*$/;

/** Most texts begin with a letter or digit, which needs no closer look. */
const beginsBlank = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return !(first > 0x20 && first < 0x7f) && blank.test(text);
};

/** Whether a value counts as missing where one is required (RequiredAttribute.IsValid). */
export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && beginsBlank(value));

/** The annotations of one member. */
interface Annotated {
  readonly name: string;
  readonly required: boolean;
  readonly maxLength: number;
  /** Of a model inside the model. */
  readonly inner: JsonSchema | undefined;
}

function annotationsOf({ properties = {}, required = [] }: JsonSchema): readonly Annotated[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const { schema: own, type, nullable } = expected(schema);
    const { maxLength = Infinity } = own as { readonly maxLength?: number };
    const needed = required.includes(name) && (nullable || type === 'string');
    const inner = type === 'object' ? own : undefined;
    return needed || maxLength < Infinity || inner ? [{ name, required: needed, maxLength, inner }] : [];
  });
}

const known = new WeakMap<JsonSchema, readonly Annotated[]>();

/**
 * What data annotations find wrong with a bound model: members required, texts too long in UTF-16 units, depth first in the
 * order in which members are declared (DefaultBodyModelValidator.cs). Members of value types are the formatter's care.
 */
export function annotated(model: object, shape: JsonSchema, at = ''): readonly Problem[] {
  const values = model as Readonly<Record<string, unknown>>;
  const problems: Problem[] = [];
  let members = known.get(shape);
  if (!members) known.set(shape, (members = annotationsOf(shape)));
  for (const { name, required, maxLength, inner } of members) {
    const value = values[name];
    if (required && isMissing(value)) problems.push({ member: at + name, rule: 'required' });
    if (typeof value === 'string' && value.length > maxLength) {
      problems.push({ member: at + name, rule: 'maxLength', limit: maxLength, value: value.length });
    }
    if (inner && typeof value === 'object' && value !== null)
      problems.push(...annotated(value, inner, `${at}${name}.`));
  }
  return problems;
}
