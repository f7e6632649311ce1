import { Fault } from '../core/fault.js';

const deepest = 64;

const unsafeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

// Everything but the Char production of XML 1.0, which PostgreSQL's text carries too; the flag makes pairs one character.
const untransportable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Whether a member of this name could reach what all objects share. */
export const isUnsafeName = (name: string): boolean => unsafeNames.has(name);

function refuse(reason: string): never {
  throw new Fault('malformed', { reason });
}

function refuseText(text: string): void {
  if (untransportable.test(text)) refuse('character');
}

function refuseMembers(value: object, depth: number): void {
  // for…in sees the own `__proto__` member that JSON.parse makes, and allocates nothing.
  for (const name in value) {
    if (isUnsafeName(name)) refuse('name');
    refuseText(name);
    refuseIn((value as Readonly<Record<string, unknown>>)[name], depth);
  }
}

function refuseIn(value: unknown, depth: number): void {
  if (typeof value === 'string') return refuseText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth === deepest) refuse('depth');
  if (!Array.isArray(value)) return refuseMembers(value, depth + 1);
  for (const item of value) refuseIn(item, depth + 1);
}

/**
 * Lets through only what every codec and database of this project can carry, and throws Fault('malformed') for the rest:
 * text outside XML 1.0's characters (C0 controls but tab, LF and CR; lone surrogates; U+FFFE, U+FFFF), more than 64 levels
 * of objects and arrays, and members called `__proto__`, `constructor` or `prototype`.
 */
export function refuseUntransportable(value: unknown): void {
  refuseIn(value, 0);
}
