import type { Binding, Route } from '../../src/dialect/contract.js';
import type { customerBindings } from './bindings/customers.js';

const verbs = ['GET', 'POST', 'PUT'] as const;

/** An action, with its key in the path or, as newer examples of the vendor's have it, in the query. */
const action = (name: string, binding: Binding): readonly Route[] =>
  [`/API/Customer/${name}/{apiKey}`, `/API/Customer/${name}`].flatMap((pattern) =>
    verbs.map((method) => ({ method, pattern, binding })),
  );

/** Customer Main's URL table. The document names no verbs; its samples are URLs and JSON. */
export const createRoutes = ({ add, edit, get }: ReturnType<typeof customerBindings>): readonly Route[] => [
  ...action('Add', add),
  ...action('Edit', edit),
  ...action('Get', get),
];
