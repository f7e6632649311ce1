import type { Problem } from '../../core/fault.js';
import type { JsonSchema } from '../codec.js';
import { expected } from './shape.js';

/** What .NET's String.Trim takes for white space: NEL too, a byte order mark not. */
const blank = /^(?:(?!\ufeff)\s|\u0085)*$/;

/** Whether a value counts as missing where one is required (RequiredAttribute.IsValid). */
export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && blank.test(value));

function* judged(name: string, value: unknown, schema: JsonSchema, required: boolean): Generator<Problem> {
  const { schema: own, type, nullable } = expected(schema);
  if (required && (nullable || type === 'string') && isMissing(value)) yield { member: name, rule: 'required' };
  const { maxLength } = own;
  if (typeof value === 'string' && typeof maxLength === 'number' && value.length > maxLength) {
    yield { member: name, rule: 'maxLength', limit: maxLength, value: value.length };
  }
  if (type === 'object' && typeof value === 'object' && value !== null) yield* annotated(value, own, `${name}.`);
}

/**
 * What data annotations find wrong with a bound model: members required, texts too long in UTF-16 units, depth first in the
 * order in which members are declared (DefaultBodyModelValidator.cs). Members of value types are the formatter's care.
 */
export function* annotated(model: object, { properties = {}, required = [] }: JsonSchema, at = ''): Generator<Problem> {
  const values = model as Readonly<Record<string, unknown>>;
  for (const [name, schema] of Object.entries(properties)) {
    yield* judged(at + name, values[name], schema, required.includes(name));
  }
}
