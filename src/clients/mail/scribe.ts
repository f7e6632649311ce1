import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter, MailType, Occasion, Scribe } from '../../core/mail/model.js';
import { shownName } from '../../core/customers/shown-name.js';

/** The three templates of a letter, by the ends of their files' names. */
const parts = { subject: 'subject.liquid', text: 'txt.liquid', html: 'html.liquid' } as const;

type Part = keyof typeof parts;

export interface ScribeOptions {
  /** Where templates are looked for, one folder after the other: `new-invoice.subject.liquid` and so on. */
  readonly folders: readonly string[];
  /** Whether somebody sends what is written. */
  readonly sends: boolean;
}

async function firstOf(folders: readonly string[], file: string): Promise<string> {
  for (const folder of folders) {
    try {
      return await readFile(join(folder, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`there is no template ${file}`);
}

/** Liquid costs 50 ms to load, which who writes no message need not pay. Only HTML is escaped. */
async function engines() {
  const { Liquid } = await import('liquidjs');
  // Templates of its own, and none besides: no file is included.
  const limits = { renderLimit: 1000, memoryLimit: 10_000_000, templates: {} };
  const plain = new Liquid(limits);
  return { subject: plain, text: plain, html: new Liquid({ ...limits, outputEscape: 'escape' }) };
}

/** What templates can name: `reference`, `record` with its members, `customer` with `id`, `name`, `number`, `reference`. */
const factsOf = ({ customer, record, reference }: Occasion) => ({
  reference,
  record,
  customer: {
    id: customer.id,
    name: shownName(customer),
    number: customer.number,
    reference: customer.externalReference,
  },
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Writes letters from Liquid templates, read anew for each letter, so that an operator's change counts at once. */
export function createScribe({ folders, sends }: ScribeOptions): Scribe {
  let loading: ReturnType<typeof engines> | undefined;
  const written = async (type: MailType, part: Part, facts: object): Promise<string> => {
    const engine = (await (loading ??= engines()))[part];
    const template = await firstOf(folders, `${type}.${parts[part]}`);
    return (await engine.parseAndRender(template, facts)) as string;
  };
  return {
    sends,
    letter: async (occasion): Promise<Letter> => {
      const facts = factsOf(occasion);
      const of = (part: Part) => written(occasion.type, part, facts);
      return { subject: oneLine(await of('subject')), text: await of('text'), html: await of('html') };
    },
  };
}
