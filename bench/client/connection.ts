import { connect, type Socket } from 'node:net';
import { AnswerReader } from './answer-reader.js';

/** What a connection asks of the load it belongs to. */
export interface Course {
  /** The next request as text, undefined when it is time to stop. */
  next(): string | undefined;
  answered(status: number, ms: number): void;
  /** The connection ended without answering what was asked last. */
  lost(reason: string): void;
  /** The connection is closed, whatever the reason. */
  closed(): void;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One keep-alive connection with one request under way at a time. */
export class Connection {
  readonly #reader = new AnswerReader();
  readonly #course: Course;
  readonly #socket: Socket;
  #asked = 0;
  #waiting = false;

  constructor(address: Address, course: Course) {
    this.#course = course;
    const callback = (length: number, chunk: Uint8Array): boolean => this.#read(chunk as Buffer, length);
    const onread = { buffer: Buffer.allocUnsafe(64 * 1024), callback };
    this.#socket = connect({ ...address, noDelay: true, onread });
    this.#socket.on('error', (error) => this.abandon(error.message));
    this.#socket.on('close', () => this.#closed());
  }

  /** Sends the next request, or closes when there is none. */
  ask(): void {
    const text = this.#course.next();
    this.#waiting = text !== undefined;
    if (text === undefined) {
      this.#socket.destroy();
      return;
    }
    this.#asked = performance.now();
    this.#socket.write(text);
  }

  /** Gives up on the request under way, if there is one. */
  abandon(reason: string): void {
    if (this.#waiting) this.#course.lost(reason);
    this.#waiting = false;
    this.#socket.destroy();
  }

  #closed(): void {
    this.abandon('closed by the server');
    this.#course.closed();
  }

  #read(chunk: Buffer, length: number): boolean {
    const status = this.#complete(chunk, length);
    if (status === 0) return true;
    this.#course.answered(status, performance.now() - this.#asked);
    this.ask();
    return true;
  }

  #complete(chunk: Buffer, length: number): number {
    try {
      return this.#reader.read(chunk, length);
    } catch (error) {
      this.abandon((error as Error).message);
      return 0;
    }
  }
}
