/** The part of JSON Schema 2020-12 that decoders and binders read to know a body's members and their types. */
export interface JsonSchema {
  readonly $id?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly $ref?: string;
  readonly [keyword: string]: unknown;
}

/** A body format: bytes to plain values and back. Decoders throw Faults only, whatever the bytes are. */
export interface Codec {
  readonly id: string;
  /** Media types it reads, lower case, without parameters; the first is the one it writes. */
  readonly media: readonly string[];
  /** The Content-Type header of what it writes, byte for byte. */
  readonly contentType: string;
  /** The character set a body names itself, where its Content-Type names none; UTF-8 where there is none either. */
  readonly charsetOf?: (bytes: Buffer) => string | undefined;
  /**
   * The value a body holds: plain objects, arrays, strings, numbers, booleans and null. `shape` is the schema of what is
   * expected, for formats and frameworks that read by type.
   */
  decode(text: string, shape?: JsonSchema): unknown;
  /** The same text as `encode` gives for the whole list, in pieces as its items come. */
  encodeItems?(items: AsyncIterable<unknown>, root?: string): AsyncIterable<string>;
  /** The wire text of a reply; `root` is the XML element name. */
  encode(value: unknown, root?: string): string;
}
