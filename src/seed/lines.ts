import { createReadStream } from 'node:fs';

/** The lines of UTF-8 bytes, a byte order mark left out. Throws a TypeError where they are not UTF-8. */
export async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** The lines of a file, or of standard input for `-`. Throws what the file system throws. */
export const linesOf = (file: string): AsyncGenerator<string> =>
  linesIn((file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Uint8Array>);
