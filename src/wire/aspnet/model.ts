import { Fault, type Problem } from '../../core/fault.js';
import type { JsonSchema } from '../codec.js';
import { annotated } from './annotations.js';

const mostProblems = 100;

/** What annotations find wrong with members of which nothing was told yet (DefaultBodyModelValidator.cs, ShallowValidate). */
function furtherBroken(model: object, shape: JsonSchema, found: readonly Problem[]): readonly Problem[] {
  const told = new Set(found.map(({ member }) => member));
  return annotated(model, shape).filter(({ member }) => !told.has(member));
}

/**
 * What an action is given of a body that a formatter has read: the formatter's own problems and those of the annotations are
 * told together (FormatterParameterBinding.cs). Undefined, which no annotation judges, is an empty body. Throws
 * Fault('invalid').
 */
export function validated(model: unknown, shape: JsonSchema, found: readonly Problem[] = []): unknown {
  const broken = typeof model === 'object' && model !== null ? furtherBroken(model, shape, found) : [];
  const problems = [...found, ...broken].slice(0, mostProblems);
  if (problems.length > 0) throw new Fault('invalid', { problems });
  return model;
}
