import { reader, type Patch, type Path } from '../patch.js';

/** What one aggregate has at these paths, as the patch that writes it into another of the same shape. */
export const contentOf = (from: object, paths: Iterable<Path>): Patch =>
  [...paths].map((path) => [path, reader(path)(from)] as const);

/** The patch that takes away what is at these paths. */
export const nothingAt = (paths: Iterable<Path>): Patch => [...paths].map((path) => [path, undefined] as const);
