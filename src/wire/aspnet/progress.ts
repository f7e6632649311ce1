import type { Problem } from '../../core/fault.js';
import { Refusal } from './conversion.js';
import { lineAndPosition, memberPath, type Place, placesOf } from './places.js';

/** A value that the framework cannot read as its member's type; `rule` is `conversion`. */
export interface ConversionProblem extends Problem {
  /** The member as its sender spelled it: what model state keys are made of. */
  readonly path: string;
  /** Json.NET's exception text. */
  readonly text: string;
}

type Step = string | number;

const mostProblems = 100;

function pathOf(steps: readonly Step[]): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : memberPath(path, step)),
    '',
  );
}

/** One body being bound: where the binder stands, in declared and in sent names, and the first hundred problems found. */
export class Progress {
  readonly problems: ConversionProblem[] = [];
  private readonly declared: Step[] = [];
  private readonly sent: Step[] = [];
  private places: ReadonlyMap<string, Place> | undefined;

  /** Without the body's text there are no lines and positions, and a number is written as JavaScript writes it. */
  constructor(private readonly source: string | undefined) {}

  enter(declared: Step, sent: Step): void {
    this.declared.push(declared);
    this.sent.push(sent);
  }

  leave(): void {
    this.declared.pop();
    this.sent.pop();
  }

  /** The number at this place as its sender wrote it. */
  readonly written = (value: number): string => {
    const place = this.place(pathOf(this.sent));
    return place === undefined ? String(value) : (this.source ?? '').slice(place.start, place.end);
  };

  /** Notes that the value at this place was refused. */
  refuse(refusal: Refusal, value: unknown): undefined {
    if (this.problems.length === mostProblems) return;
    const path = pathOf(this.sent);
    this.problems.push({
      member: pathOf(this.declared),
      rule: 'conversion',
      value,
      path,
      text: this.text(refusal, path),
    });
  }

  /** Notes that the object at this place lacks a member (JsonSerializerInternalReader.cs, EndProcessProperty). */
  miss(name: string): void {
    this.refuse(new Refusal(`Required property '${name}' not found in JSON.`), undefined);
  }

  /** The exception text for a refusal at a path; the form is that of JsonPosition.cs in Json.NET. */
  private text(refusal: Refusal, path: string): string {
    const gap = refusal.text.endsWith('\n') ? '' : ' ';
    const place = refusal.place === 'none' ? undefined : this.place(path);
    if (place === undefined) return `${refusal.text}${gap}Path '${path}'.`;
    const offset = refusal.place === 'first' ? place.start + 1 : place.end;
    const { line, position } = lineAndPosition(this.source ?? '', offset);
    return `${refusal.text}${gap}Path '${path}', line ${line}, position ${position}.`;
  }

  private place(path: string): Place | undefined {
    if (this.source === undefined) return undefined;
    this.places ??= placesOf(this.source);
    return this.places.get(path);
  }
}
