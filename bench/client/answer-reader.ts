/**
 * Finds the end of one answer after another on a connection that never pipelines. It reads the status line and
 * Content-Length and nothing else, which is what lets one core outrun a bare node:http server.
 */
export class AnswerReader {
  #head = '';
  #status = 0;
  #left = 0;

  /** The status of the answer that this chunk completes, 0 while more is to come. Throws where no end can be told. */
  read(chunk: Buffer, length: number): number {
    if (this.#left > 0) this.#left -= length;
    else if (!this.#begin(this.#head + chunk.toString('latin1', 0, length))) return 0;
    if (this.#left < 0) throw new Error('more bytes than Content-Length announced');
    return this.#left === 0 ? this.#status : 0;
  }

  #begin(text: string): boolean {
    const end = text.indexOf('\r\n\r\n');
    this.#head = end < 0 ? text : '';
    if (end < 0) return false;
    this.#status = statusOf(text);
    this.#left = end + 4 + bodyLength(text.slice(0, end), this.#status) - text.length;
    return true;
  }
}

function statusOf(text: string): number {
  const status = text.startsWith('HTTP/1.1 ') ? Number(text.slice(9, 12)) : NaN;
  if (!(status >= 200)) throw new Error('not a final HTTP/1.1 answer');
  return status;
}

function bodyLength(head: string, status: number): number {
  const found = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (found !== undefined) return Number(found);
  if (status === 204 || status === 304) return 0;
  throw new Error('an answer without Content-Length');
}
