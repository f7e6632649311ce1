import type { JsonSchema } from '../codec.js';

/** What one place of a model holds. */
export interface Expected {
  readonly schema: JsonSchema;
  /** The one type besides null; undefined where the schema leaves a choice. */
  readonly type: string | undefined;
  readonly nullable: boolean;
}

function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (type === undefined) return schema.properties ? ['object'] : [];
  return typeof type === 'string' ? [type] : type;
}

/** What a schema says of a place; sees through "this or null", in each way of writing it. */
export function expected(schema: JsonSchema): Expected {
  const choice = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  const branches = choice?.filter((branch) => branch.type !== 'null');
  if (branches?.length === 1 && branches[0]) return { ...expected(branches[0]), nullable: choice?.length === 2 };
  const types = typesOf(schema);
  const others = types.filter((type) => type !== 'null');
  return { schema, type: others.length === 1 ? others[0] : undefined, nullable: types.includes('null') };
}
