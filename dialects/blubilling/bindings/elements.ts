import type { Problem } from '../../../src/core/fault.js';

/** What a text must be; `rule` is what it is told by where it is not. */
export interface TextForm {
  readonly rule: string;
  readonly fits: (text: string) => boolean;
  readonly limit?: number | string;
}

/** A text of a pattern. */
export const like = (rule: string, pattern: RegExp, limit?: string): TextForm => ({
  rule,
  fits: (text) => pattern.test(text),
  ...(limit !== undefined && { limit }),
});

/** Grails keeps texts in columns of 255 characters unless told otherwise. */
export const words: TextForm = { rule: 'maxLength', fits: (text) => text.length <= 255, limit: 255 };

/** An element as it was decoded: texts, and elements in it. */
export type Element = Readonly<Record<string, unknown>>;

/** Reads the texts of one element; what is wrong with them is collected, and no problem repeats a value. */
export function createReader(name: string, element: Element) {
  const problems: Problem[] = [];
  const optional = (member: string, { rule, fits, limit }: TextForm = words): string | undefined => {
    const given = element[member];
    const text = typeof given === 'string' ? given.trim() : '';
    if (text === '') return undefined;
    if (!fits(text)) problems.push({ member: `${name}.${member}`, rule, ...(limit !== undefined && { limit }) });
    return text;
  };
  const required = (member: string, form?: TextForm): string => {
    const text = optional(member, form);
    if (text === undefined) problems.push({ member: `${name}.${member}`, rule: 'required' });
    return text ?? '';
  };
  return { optional, required, problems };
}

export type Reader = ReturnType<typeof createReader>;

/** Without the members that were not given. */
export const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
