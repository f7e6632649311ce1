/** What a Content-Type header says. */
export interface MediaType {
  /** Type and subtype, lower case. */
  readonly type: string;
  /** The charset parameter, lower case, without quotes. */
  readonly charset?: string;
}

const charsetParameter = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i;

/** Reads a Content-Type header. Never faults: what is no media type comes back as its own text, which no codec reads. */
export function parseMediaType(header: string): MediaType {
  const semicolon = header.indexOf(';');
  if (semicolon < 0) return { type: header.trim().toLowerCase() };
  const type = header.slice(0, semicolon).trim().toLowerCase();
  const found = charsetParameter.exec(header);
  const charset = found?.[1] ?? found?.[2];
  return charset === undefined ? { type } : { type, charset: charset.trim().toLowerCase() };
}
