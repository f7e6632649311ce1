import type { Clock } from '../../../src/core/ports.js';
import type { Reply } from '../../../src/wire/reply.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { Release } from '../settings.js';
import { plainText } from '../wire/codecs.js';
import { errorDate } from '../wire/dates.js';

const inline = ['Content-Disposition', 'inline; filename=error.txt'];

/** Something said as it is, with a status. */
export const said = (status: number, body: string): Reply => ({ status, headers: inline, body, codec: plainText });

/** Ends a request with a status and a message, as Jarvis does where it dies. */
export type Fatal = (status: number, message: string) => Reply;

/** Dies as a version does: from 6.3.8 on, a 500 begins with the local date and an id that its log repeats. */
export function createFatal({ stamped }: Release, clock: Clock, zone: Zone): Fatal {
  const stamp = (): string => {
    const now = clock.now();
    return `[${errorDate(now + zone.offset(now) * 60_000)}][${crypto.randomUUID()}] `;
  };
  return (status, message) => said(status, `${stamped && status === 500 ? stamp() : ''}${message}\n`);
}
