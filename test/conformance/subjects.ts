import { dialects } from '../../dialects/index.js';
import type { Dialect, DialectModule } from '../../src/dialect/contract.js';
import { createZone } from '../../src/wire/zone.js';
import type { Exercise } from './exercises/exercise.js';

/** A dialect under test, and how the suite talks to it. */
export interface Subject {
  readonly dialect: Dialect;
  readonly exercise: Exercise;
  /** The dialect, and its settings where they are not the defaults. */
  readonly name: string;
  /** See `Variant`. */
  readonly unseen: ReadonlySet<string>;
}

const zone = createZone('America/New_York');

const clock = { now: () => Date.UTC(2016, 10, 29, 21, 53, 3) };

async function subjectsOf(module: DialectModule): Promise<readonly Subject[]> {
  const { exercise } = (await import(`./exercises/${module.id}.js`)) as { readonly exercise: Exercise };
  const variants = [{ name: '', settings: {} }, ...(exercise.variants ?? [])];
  return variants.map((variant) => ({
    dialect: module.create({ settings: { ...module.settings, ...variant.settings }, clock, zone }),
    exercise,
    name: variant.name === '' ? module.id : `${module.id} with ${variant.name}`,
    unseen: new Set('unseen' in variant ? variant.unseen : []),
  }));
}

/** Every dialect there is, with its default settings and with each variant of its exercise. */
export const variants: readonly Subject[] = (await Promise.all(dialects.map(subjectsOf))).flat();

/** Every dialect there is, with its default settings. */
export const subjects: readonly Subject[] = variants.filter(({ dialect, name }) => name === dialect.id);
