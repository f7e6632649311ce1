/** Why Json.NET would not take a value: its text without path and place, and which place of the value it names. */
export class Refusal {
  constructor(
    readonly text: string,
    readonly place: 'first' | 'end' | 'none' = 'end',
  ) {}
}

/** The number under conversion as its sender wrote it, `1.50` or `12345678901234567890`. */
export type Written = (value: number) => string;

/**
 * Reads a scalar, an object or an array, but never null, as one .NET type. An undefined result is the null that Json.NET
 * reads from an empty string. Texts and rules: JsonReader.cs and JsonTextReader.cs of Json.NET.
 */
export type Conversion = (value: unknown, written: Written) => string | number | boolean | undefined | Refusal;

function unexpected(value: unknown): Refusal {
  const first = typeof value === 'boolean' ? String(value).charAt(0) : Array.isArray(value) ? '[' : '{';
  return new Refusal(`Unexpected character encountered while parsing value: ${first}.`, 'first');
}

function toText(value: unknown, written: Written): string | Refusal {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return written(value);
  return typeof value === 'boolean' ? String(value) : unexpected(value);
}

function toBoolean(value: unknown): boolean | undefined | Refusal {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return unexpected(value);
  if (value === '') return undefined;
  const word = value.trim().toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  return new Refusal(`Could not convert string to boolean: ${value}.`);
}

const integerText = /^[\t-\r ]*[+-]?\d+[\t-\r ]*$/;

interface IntegerType {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

function integerNumber(value: number, written: Written, type: IntegerType): number | Refusal {
  // Adding zero turns -0, which no integer type has, into 0.
  if (Number.isInteger(value) && value >= type.least && value <= type.most) return value + 0;
  const text = written(value);
  if (!/^-?\d+$/.test(text)) return new Refusal(`Input string '${text}' is not a valid integer.`);
  return new Refusal(`JSON integer ${text} is too large or small for an ${type.name}.`);
}

function integerConversion(type: IntegerType): Conversion {
  return (value, written) => {
    if (typeof value === 'number') return integerNumber(value, written, type);
    if (typeof value !== 'string') return unexpected(value);
    if (value === '') return undefined;
    const number = integerText.test(value) ? Number(value) : NaN;
    if (number >= type.least && number <= type.most) return number + 0;
    return new Refusal(`Could not convert string to integer: ${value}.`);
  };
}

const fractionText = /^[\t-\r ]*[+-]?(?:\d[\d,]*)?(?:\.\d*)?(?:[eE][+-]?\d+)?[\t-\r ]*$/;

function fractionOf(text: string): number {
  if (!fractionText.test(text) || !/\d/.test(text)) return NaN;
  return Number(text.replaceAll(',', ''));
}

function fractionConversion(type: string): Conversion {
  return (value, written) => {
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value : new Refusal(`Input string '${written(value)}' is not a valid ${type}.`);
    }
    if (typeof value !== 'string') return unexpected(value);
    if (value === '') return undefined;
    const number = fractionOf(value);
    return Number.isFinite(number) ? number : new Refusal(`Could not convert string to ${type}: ${value}.`);
  };
}

/** A .NET type and how a value becomes one. */
export interface ScalarType {
  readonly name: string;
  /** Value types hold no null; a string always may. */
  readonly isValueType: boolean;
  readonly convert: Conversion;
}

const int32 = { name: 'Int32', least: -2_147_483_648, most: 2_147_483_647 };
// Doubles tell integers apart up to here only: what is beyond is refused rather than rounded.
const int64 = { name: 'Int64', least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };

function valueType(name: string, convert: Conversion): ScalarType {
  return { name: `System.${name}`, isValueType: true, convert };
}

const scalars: Readonly<Record<string, ScalarType>> = {
  string: { name: 'System.String', isValueType: false, convert: toText },
  boolean: valueType('Boolean', toBoolean),
  integer: valueType('Int32', integerConversion(int32)),
  'integer int64': valueType('Int64', integerConversion(int64)),
  number: valueType('Decimal', fractionConversion('decimal')),
  'number double': valueType('Double', fractionConversion('double')),
};

/**
 * The .NET type behind a JSON Schema type and format: integers have 32 bits unless their format is int64, numbers are
 * decimals unless it is double. Undefined where the type is no scalar.
 */
export function scalarType(type: string, format: unknown): ScalarType | undefined {
  return (typeof format === 'string' ? scalars[`${type} ${format}`] : undefined) ?? scalars[type];
}
