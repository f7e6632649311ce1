import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Fault } from '../core/fault.js';
import { projectRoot } from '../project.js';
import type { JsonSchema } from './codec.js';
import { problemsOf } from './problems.js';
import { linked, targetOf } from './schema-links.js';

/** A JSON Schema and the type that its values have. */
export interface Schema<B> {
  /** Its path below the schema folder, with the pointer where it is a part of a file. */
  readonly id: string;
  /** For decoders: every `$ref` is replaced by what it names, so a schema that contains itself is a cycle here. */
  readonly json: JsonSchema;
  /** The value as it is, or Fault('invalid') with every problem found. The first call compiles. */
  check(value: unknown): B;
  /** Compiles now (about 10 ms) instead of at the first check. */
  compile(): void;
}

/** The schemas of one folder. */
export interface Schemas {
  /**
   * The schema in a file, `m4/customer.json`, or in a part of it, `m4/customer.json#/$defs/phone`. A file's `$id` is its
   * path, and a `$ref` to another file is relative to it. Throws an Error where a file or a part is missing.
   */
  load<B>(path: string): Schema<B>;
}

// verbose gives the errors the value they are about; union types are how a nullable member is written.
const options = { strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true, verbose: true } as const;

function createValidator(): Ajv2020 {
  const ajv = new Ajv2020(options);
  addFormats.default(ajv);
  // An OpenAPI keyword: how a member looks in XML. Says nothing about validity.
  ajv.addKeyword('xml');
  return ajv;
}

function checker<B>(validate: () => ValidateFunction<B>): (value: unknown) => B {
  return (value) => {
    const valid = validate();
    if (valid(value)) return value;
    throw new Fault('invalid', { problems: problemsOf(valid.errors ?? []) });
  };
}

/** Reads schemas (JSON Schema 2020-12) from a folder. Files are read when a schema first needs them, and once. */
export function createSchemas(folder: string): Schemas {
  const documents = new Map<string, JsonSchema>();
  let validator: Ajv2020 | undefined;

  const read = (path: string): JsonSchema => {
    const document = JSON.parse(readFileSync(join(folder, path), 'utf8')) as JsonSchema;
    if (document.$id !== path) throw new Error(`Schema ${path}: its $id is "${String(document.$id)}", not its path.`);
    documents.set(path, document);
    validator?.addSchema(document);
    return document;
  };
  const document = (path: string): JsonSchema => documents.get(path) ?? read(path);
  const compiled = <B>(id: string): ValidateFunction<B> => {
    validator ??= createValidator().addSchema([...documents.values()]);
    // The library's own getSchema<T>() loses that its functions are guards.
    return validator.getSchema(id) as ValidateFunction<B>;
  };

  return {
    load<B>(id: string): Schema<B> {
      const json = linked(targetOf(id, ''), document);
      let validate: ValidateFunction<B> | undefined;
      const ready = (): ValidateFunction<B> => (validate ??= compiled<B>(id));
      return { id, json, check: checker(ready), compile: () => void ready() };
    },
  };
}

const projectSchemas: Schemas = createSchemas(join(projectRoot, 'schemas'));

/** The schema at a path below the project's `schemas` folder; see `Schemas.load`. */
export function loadSchema<B>(path: string): Schema<B> {
  return projectSchemas.load<B>(path);
}
