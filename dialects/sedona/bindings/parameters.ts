import { Fault } from '../../../src/core/fault.js';
import type { Call } from '../../../src/dialect/contract.js';

/** A URL as clients may go on from it. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '').replace(/\/$/, '');

const int32 = 2 ** 31;

/** The id in the path, as the framework's Int32 converter reads it. `model` is what it names. Faults: invalid. */
export function pathId({ params }: Call, model: string): number {
  const written = (params['id'] ?? '').trim();
  const id = /^[+-]?\d+$/.test(written) ? Number(written) : NaN;
  if (id >= -int32 && id < int32) return id;
  throw new Fault('invalid', { problems: [{ member: 'id', rule: 'path-integer', value: model }] });
}

/** "The id in the URL and in the body must match"; a body that names none goes with the URL. Faults: invalid. */
export function sameId(id: number, sent: number | null | undefined): number {
  if (!sent || sent === id) return id;
  throw new Fault('invalid', { problems: [{ member: 'id', rule: 'id-mismatch', value: sent, limit: id }] });
}
