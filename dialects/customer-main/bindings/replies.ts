import type { Reply } from '../../../src/wire/reply.js';

interface Envelope {
  readonly code: 200 | 403;
  readonly message: string;
  /** Whether the key was somebody's. */
  readonly valid?: boolean;
  readonly entity?: object;
}

/** What every action answers, refusals too: HTTP 200, with the code that counts inside. */
const enveloped = ({ code, message, valid = true, entity }: Envelope): Reply => ({
  status: 200,
  body: {
    $id: '1',
    Code: code,
    Message: message,
    SessionId: null,
    IsValidUser: valid,
    ResponseObject: entity ?? null,
  },
});

/** Success. */
export const succeeded = (message: string, entity?: object): Reply =>
  enveloped({ code: 200, message, ...(entity && { entity }) });

/** Refusal, in a 200. */
export const failed = (message: string): Reply => enveloped({ code: 403, message });

/** The key is nobody's, or too many others were tried. */
export const invalidKey: Reply = enveloped({ code: 403, message: 'Invalid API Key.', valid: false });
