import { operation } from '../../src/dialect/binding.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import type { CustomerStatus } from '../../src/core/customers/model.js';
import type { Notice } from '../../src/core/notify/model.js';
import type { Message, Receiver } from '../../src/dialect/callbacks.js';
import { createLens } from '../../src/dialect/lens.js';
import type { Codec } from '../../src/wire/codec.js';

const plain: Codec = {
  id: 'plain',
  media: ['text/plain'],
  contentType: 'text/plain',
  decode: (text) => text,
  encode: (value) => String(value),
};

/** What the herald tells of a notice. */
const tale = ({ event, customer: { id, status }, transition }: Notice): string =>
  transition ? `${event} ${id} ${transition.previousStatus} ${transition.newStatus}` : `${event} ${id} ${status}`;

const message = (notice: Notice, { url, secret }: Receiver): Message => ({
  url: `${url}?type=${notice.event}`,
  headers: { 'Content-Type': 'text/plain', ...(secret !== undefined && { 'X-Herald-Secret': secret }) },
  body: tale(notice),
});

/** How the herald tells of events, and what it calls them. */
export const callbacks = {
  events: {
    'customer-created': 'newCustomer',
    'customer-updated': 'customerUpdated',
    'customer-removed': 'customerDeleted',
    'customer-transition': 'customerTransition',
  },
  message,
};

/** A vendor whose clients set a customer's status, `PUT /Herald/{id}/{status}`, and which tells others of it. */
export const herald: DialectModule = {
  id: 'herald',
  settings: {},
  create: () => ({
    id: 'herald',
    title: 'Herald',
    paths: { mounts: [''], owns: ['/Herald/{rest*}'], foldCase: false },
    codecs: [plain],
    credentials: () => undefined,
    routes: [
      {
        method: 'PUT',
        pattern: '/Herald/{id}/{status}',
        binding: operation({
          op: 'customer.change-status',
          read: ({ params }) => ({ id: Number(params['id']), status: params['status'] as CustomerStatus }),
          write: ({ status }) => ({ status: 200, body: status }),
        }),
      },
    ],
    fault: ({ code }) => ({ status: 400, body: code }),
    callbacks,
    lenses: { customer: createLens([]) },
  }),
};
