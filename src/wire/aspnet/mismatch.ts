import { Refusal } from './conversion.js';

function shown(scalar: unknown): string {
  if (typeof scalar === 'string') return `"${scalar}"`;
  if (typeof scalar === 'boolean') return scalar ? 'True' : 'False';
  return String(scalar);
}

function noConversion(value: unknown, type: string): Refusal {
  return new Refusal(`Error converting value ${shown(value)} to type '${type}'.`);
}

const anObject = 'JSON object (e.g. {"name":"value"})';
const anArray = 'JSON array (e.g. [1,2,3])';

function cannotDeserialize(found: string, type: string, wanted: string, advice: string): string {
  return (
    `Cannot deserialize the current ${found} into type '${type}' because the type requires a ${wanted} to deserialize ` +
    `correctly.\r\nTo fix this error either change the JSON to a ${wanted} or change the deserialized type ${advice}\r\n`
  );
}

const collectionAdvice =
  'to an array or a type that implements a collection interface (e.g. ICollection, IList) like List<T> that can be ' +
  'deserialized from a JSON array. JsonArrayAttribute can also be added to the type to force it to deserialize from a ' +
  'JSON array.';

const plainTypeAdvice =
  'so that it is a normal .NET type (e.g. not a primitive type like integer, not a collection type like an array or ' +
  'List<T>) that can be deserialized from a JSON object. JsonObjectAttribute can also be added to the type to force it to ' +
  'deserialize from a JSON object.';

/** Json.NET's refusal of a value where an object of the .NET type is expected (JsonSerializerInternalReader.cs). */
export function notAnObject(value: unknown, type: string): Refusal {
  if (!Array.isArray(value)) return noConversion(value, type);
  return new Refusal(cannotDeserialize(anArray, type, anObject, collectionAdvice), 'first');
}

/**
 * Json.NET's refusal of a value where an array is expected (JsonSerializerInternalReader.cs). It names no place for an
 * object: the original speaks of the place of its first member.
 */
export function notAnArray(value: unknown, type: string): Refusal {
  if (typeof value !== 'object') return noConversion(value, type);
  return new Refusal(cannotDeserialize(anObject, type, anArray, plainTypeAdvice), 'none');
}
