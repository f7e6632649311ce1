import { Socket } from 'node:net';

/**
 * A socket that hands over at once what is written between `cork` and `uncork` in one turn of the event loop, however
 * often: each write is a system call that costs as much as making a small query.
 */
export class GatheringSocket extends Socket {
  override uncork(): void {
    setImmediate(() => super.uncork());
  }
}
