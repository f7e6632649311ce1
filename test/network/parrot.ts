import { basicCredentials } from '../../src/access/basic.js';
import { answer } from '../../src/dialect/binding.js';
import type { Call, DialectModule } from '../../src/dialect/contract.js';
import { createLens } from '../../src/dialect/lens.js';
import type { Codec } from '../../src/wire/codec.js';
import type { Reply } from '../../src/wire/reply.js';

const plain: Codec = {
  id: 'plain',
  media: ['text/plain'],
  contentType: 'text/plain',
  decode: (text) => text,
  encode: (value) => String(value),
};

const heard = ({ path, url, address, caller }: Call): string =>
  JSON.stringify({ path, url, address, caller: caller.name });

const said = (status: number, body: string): Reply => ({ status, body });

/** What the parrot says of a request. */
export interface Heard {
  readonly path: string;
  readonly url: string;
  readonly address: string;
  readonly caller: string;
}

/** A vendor that repeats how it was asked, at `/Parrot/Say/{word}`, and says of a failure what it is called. */
export const parrotCalled = (id: string, home = '/Parrot', foldCase = false): DialectModule => ({
  id,
  settings: {},
  create: () => ({
    id,
    title: id,
    paths: { mounts: [''], owns: [`${home}/{rest*}`], foldCase },
    codecs: [plain],
    credentials: ({ headers }) => basicCredentials(headers.authorization),
    routes: [
      { method: 'GET', pattern: `${home}/Say/{word}`, binding: answer('say', (call) => said(200, heard(call))) },
    ],
    fault: ({ code }, call) => said(code === 'path-unknown' ? 404 : 401, `${id}: ${code} ${heard(call)}`),
    lenses: { customer: createLens([]) },
  }),
});

export const parrot = parrotCalled('parrot');
