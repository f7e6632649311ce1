import type { ServerResponse } from 'node:http';
import { Fault } from '../core/fault.js';
import { readBody } from '../wire/body.js';
import { decodeText } from '../wire/charset.js';
import type { Codec } from '../wire/codec.js';
import { parseMediaType } from '../wire/media-type.js';
import type { Schema } from '../wire/schema.js';
import type { Station } from './call.js';
import type { Dialect } from './contract.js';

/** Whether a request says that it has a body. */
export const hasBody = ({ headers }: Station): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The codec whose media type a body names, or a fault. */
function namedCodec({ codecs }: Dialect, contentType: string | undefined): Codec {
  if (contentType === undefined) throw new Fault('media-type-missing');
  const { type } = parseMediaType(contentType);
  const codec = codecs.find(({ media }) => media.includes(type));
  if (!codec) throw new Fault('media-type-unsupported', { type });
  return codec;
}

/** How a body will be read; a type that nobody reads is refused before the client is asked to send it. */
function decoderOf(
  dialect: Dialect,
  { json }: Schema<unknown>,
  header: string | undefined,
): (bytes: Buffer) => unknown {
  const codec = dialect.reads ? dialect.reads(header) : namedCodec(dialect, header);
  if (!codec) return () => undefined;
  const charset = header === undefined ? undefined : parseMediaType(header).charset;
  return (bytes) => codec.decode(decodeText(bytes, charset ?? codec.charsetOf?.(bytes)), json);
}

/** What a body comes in on, and how many bytes it may have. */
interface Delivery {
  readonly call: Station;
  readonly res: ServerResponse;
  readonly limit: number;
}

/** The body of a request as a value of plain data. Faults: those of wire. */
export async function receive(
  dialect: Dialect,
  schema: Schema<unknown>,
  { call, res, limit }: Delivery,
): Promise<unknown> {
  if (call.req.readableEnded) throw new Error('the body was read already: mount the gateway before body parsers');
  const decode = decoderOf(dialect, schema, call.headers['content-type']);
  return decode(await readBody(call.req, res, limit));
}
