import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Problem } from '../core/fault.js';

const mostProblems = 100;

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A JSON pointer in the words of a person: `/StructureIDList/2/City` is `StructureIDList[2].City`. */
function dottedPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : memberOf(path, unescaped(step))), '');
}

function memberOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function limitOf(params: Readonly<Record<string, unknown>>): number | string | undefined {
  const limit =
    params.limit ?? params.format ?? params.type ?? params.pattern ?? params.multipleOf ?? params.allowedValue;
  if (Array.isArray(limit)) return limit.join(', ');
  return typeof limit === 'number' || typeof limit === 'string' ? limit : undefined;
}

function problemOf(error: ErrorObject): Problem {
  const params = error.params as Readonly<Record<string, unknown>>;
  const missing = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = dottedPath(error.instancePath);
  if (typeof missing === 'string') return { member: memberOf(path, missing), rule: error.keyword };
  const limit = limitOf(params);
  // What is write-only is never shown to anybody, not even where it is refused.
  const isSecret = error.parentSchema?.['writeOnly'] === true;
  const value = isSecret ? {} : { value: error.data };
  return { member: path, rule: error.keyword, ...value, ...(limit !== undefined && { limit }) };
}

/** What a schema found wrong: the rule is the keyword that failed, the limit its parameter. The first hundred are kept. */
export function problemsOf(errors: readonly ErrorObject[]): readonly Problem[] {
  return errors.slice(0, mostProblems).map(problemOf);
}
