import type { Account } from '../../../src/core/billing/ports.js';
import type { ChargeRecord } from '../../../src/core/billing/charge.js';
import type { Invoice, Order, Payment } from '../../../src/core/billing/model.js';
import type { PaymentPlan } from '../../../src/core/billing/plan.js';
import type { EventName, Notice } from '../../../src/core/notify/model.js';
import type { Callbacks } from '../../../src/dialect/callbacks.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { Graph } from '../lens/graph.js';
import { chargeView, invoiceView, orderView, paymentView, planView } from '../lens/money.js';
import { bluXml, type XmlMembers } from '../wire/xml.js';
import { transitionView } from './transitions.js';

/** The vendor's own names of events were not to be found; these are inferred from those of its notifications. */
const events = {
  'customer-created': 'newCustomer',
  'customer-updated': 'customerUpdated',
  'customer-removed': 'customerDeleted',
  'customer-transition': 'customerTransition',
  'order-created': 'newOrder',
  'invoice-created': 'newInvoice',
  'payment-succeeded': 'paymentSuccess',
  'payment-failed': 'paymentFailed',
  'payment-plan-completed': 'paymentPlanCompleted',
} as const satisfies Readonly<Record<EventName, string>>;

type Shown = readonly [root: string, body: XmlMembers];
type Show = (notice: Notice, account: Account) => Shown;

/** "The data sent in the HTTP POST is the same XML data that is retrieved in a REST query." */
function objects(graph: Graph, zone: Zone): Readonly<Record<EventName, Show>> {
  const customer: Show = (_notice, account) => ['customer', graph.customer(account)];
  const transition = transitionView(graph, zone);
  const about =
    <R>(root: string, view: (record: R, account: Account) => XmlMembers): Show =>
    ({ record }, account) => [root, view(record as R, account)];
  return {
    'customer-created': customer,
    'customer-updated': customer,
    'customer-removed': customer,
    'customer-transition': (notice, account) => [
      'customerTransition',
      notice.transition ? transition(notice.transition, account) : {},
    ],
    'order-created': about<Order>('subscriptionOrder', orderView),
    'invoice-created': about<Invoice>('invoice', invoiceView),
    'payment-succeeded': about<Payment>('payment', paymentView),
    'payment-failed': about<ChargeRecord>('payment', chargeView),
    'payment-plan-completed': about<PaymentPlan>('paymentPlan', planView),
  };
}

/** The URL with the name of the event behind whatever its query has already. */
const withType = (url: string, type: string): string => `${url}${url.includes('?') ? '&' : '?'}type=${type}`;

/** "POST to `<url>?type=<eventType>`, `Content-Type: text/xml`, header `X-BluSynergy-Secret`": the vendor's page on webhooks. */
export function createCallbacks(graph: Graph, zone: Zone): Callbacks {
  const shown = objects(graph, zone);
  return {
    events,
    message: (notice, { url, secret }) => {
      const [root, body] = shown[notice.event](notice, notice);
      return {
        url: withType(url, events[notice.event]),
        headers: { 'Content-Type': 'text/xml', ...(secret !== undefined && { 'X-BluSynergy-Secret': secret }) },
        body: bluXml.encode(body, root),
      };
    },
  };
}
