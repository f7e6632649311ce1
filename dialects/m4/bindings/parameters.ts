import type { Call } from '../../../src/dialect/contract.js';
import { Fault } from '../../../src/core/fault.js';

/** Refuses a call for one broken rule of one parameter. */
export const refuse = (member: string, rule: string, value?: unknown): never => {
  throw new Fault('invalid', { problems: [{ member, rule, value }] });
};

const int32 = 2 ** 31;

/** The ID in the path: a 32-bit integer, as the framework's Int32 converter reads it. Faults: invalid. */
export function pathId({ params }: Call): number {
  const written = (params['ID'] ?? '').trim();
  const id = /^[+-]?\d+$/.test(written) ? Number(written) : NaN;
  return id >= -int32 && id < int32 ? id : refuse('ID', 'path-integer');
}

/** "Must be greater than 0." Faults: invalid. */
export function positiveId(id: number | null | undefined): number {
  return typeof id === 'number' && id > 0 ? id : refuse('ID', 'positive');
}

/** A text that must be there, without the blanks around it. Faults: invalid. */
export function requiredText(member: string, text: string | null | undefined): string {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? refuse(member, 'needed') : trimmed;
}
