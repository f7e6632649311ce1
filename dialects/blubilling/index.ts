import { basicCredentials } from '../../src/access/basic.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import { actionBindings } from './bindings/actions.js';
import { autopayBindings } from './bindings/autopay.js';
import { createCallbacks } from './bindings/callbacks.js';
import { contactBindings } from './bindings/contacts.js';
import { customerBindings } from './bindings/customers.js';
import { listBindings } from './bindings/lists.js';
import { orderBindings } from './bindings/orders.js';
import { planBindings } from './bindings/plans.js';
import { transitionBindings } from './bindings/transitions.js';
import { fault } from './faults.js';
import { customerLens } from './lens/customer.js';
import { createGraph } from './lens/graph.js';
import { createRoutes } from './routes.js';
import { settings, type BluBillingSettings } from './settings.js';
import { bluXml } from './wire/xml.js';

/** BluSynergy BluBilling, its Customer API. */
export const blubilling: DialectModule<BluBillingSettings> = {
  id: 'blubilling',
  settings,
  create: ({ settings, zone, clock }) => {
    const lens = customerLens(settings, zone);
    const graph = createGraph(lens);
    return {
      id: 'blubilling',
      title: 'BluSynergy BluBilling',
      paths: { mounts: [''], owns: ['/rest/{rest*}'], foldCase: false },
      codecs: [bluXml],
      // "BluBilling will use a format request parameter to indicate the format": the Content-Type says nothing yet.
      reads: () => bluXml,
      credentials: ({ headers }) => basicCredentials(headers.authorization),
      routes: createRoutes({
        customers: customerBindings(lens, graph),
        lists: listBindings(graph, settings, { clock, zone }),
        billingContact: contactBindings(lens, graph, 'billingContact'),
        autopay: autopayBindings,
        orders: orderBindings(lens),
        plans: planBindings,
        salesContact: contactBindings(lens, graph, 'salesContact'),
        actions: actionBindings,
        transitions: transitionBindings(graph, zone, clock),
      }),
      fault,
      callbacks: createCallbacks(graph, zone),
      lenses: { customer: lens },
    };
  },
};
