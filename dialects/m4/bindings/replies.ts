import type { Reply } from '../../../src/wire/reply.js';

/** 200 with a body. */
export const ok = (body: unknown): Reply => ({ status: 200, body });
