const declaration = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/**
 * The character set that a document's own declaration names, lower case; undefined where it names none. UTF-16 is not
 * believed: a declaration that can be read byte by byte is in no such set, though some writers of texts say so.
 */
export function declaredCharset(bytes: Buffer): string | undefined {
  const named = declaration.exec(bytes.toString('latin1', 0, 200))?.[1]?.toLowerCase();
  return named?.startsWith('utf-16') ? undefined : named;
}
