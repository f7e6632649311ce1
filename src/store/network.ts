import type { NetworkRecords } from '../core/network/ports.js';
import type { ServiceNumber, Structure } from '../core/network/model.js';
import { strippedPhone } from '../core/text-keys.js';
import { decoded, documentSave } from './documents.js';
import { ask, type Statement } from './statement.js';
import { textSearch } from './text-search.js';

const structuresOf: Statement = {
  name: 'structures of customer',
  build: (q, p) =>
    q('structures')
      .select('structures.id', 'structures.doc')
      .join('customer_structures', 'customer_structures.structure_id', 'structures.id')
      .where('customer_structures.customer_id', p('customer'))
      .orderBy('structures.id'),
};

const existing: Statement = {
  name: 'structure exists',
  build: (q, p) => q('structures').select('id').where('id', p('id')),
};

const linked: Statement = {
  name: 'structures linked',
  build: (q, p) => q('customer_structures').select('structure_id').where('customer_id', p('customer')),
};

const link: Statement = {
  name: 'structure link',
  build: (q, p) => q('customer_structures').insert({ customer_id: p('customer'), structure_id: p('structure') }),
};

const unlink: Statement = {
  name: 'structure unlink',
  build: (q, p) =>
    q('customer_structures').where('customer_id', p('customer')).where('structure_id', p('structure')).delete(),
};

const onLineCard: Statement = {
  name: 'services on line card',
  build: (q, p) =>
    q('services')
      .select('id')
      .where('customer_id', p('customer'))
      .whereNotNull('line_card_id')
      .whereNull('disconnected_at')
      .limit(1),
};

const connectedServices: Statement = {
  name: 'services connected',
  build: (q, p) => q('services').select('id', 'doc').where('customer_id', p('customer')).whereNull('disconnected_at'),
};

const connectedFeatures: Statement = {
  name: 'features connected',
  build: (q, p) =>
    q('features')
      .select('features.id', 'features.doc')
      .join('services', 'services.id', 'features.service_id')
      .where('services.customer_id', p('customer'))
      .whereNull('features.disconnected_at'),
};

const connectedNumbers: Statement = {
  name: 'service numbers connected',
  build: (q, p) =>
    q('service_numbers').select('id', 'doc').where('customer_id', p('customer')).whereNull('disconnected_at'),
};

const numbersOf: Statement = {
  name: 'service numbers of customers',
  build: (q, p) =>
    q('service_numbers')
      .select('id', 'doc')
      .whereRaw(`customer_id in (${textSearch(q).listed})`, { ids: p('ids') })
      .whereNull('disconnected_at')
      .orderBy('id'),
};

const holder = (table: string, key: string): Statement => ({
  name: `${table} holder`,
  build: (q, p) => q(table).select('customer_id').where(key, p('number')).whereNull('disconnected_at'),
});
const holders = {
  services: holder('services', 'phone_key'),
  'service-numbers': holder('service_numbers', 'number_key'),
};

/** How customers are served, in the database. */
export const networkRecords: NetworkRecords = {
  *structuresOf(customer) {
    return (yield* ask(structuresOf, { customer })).map((row) => decoded<Structure>(row));
  },
  *existing(ids) {
    const found = new Set<number>();
    for (const id of ids) if ((yield* ask(existing, { id })).length > 0) found.add(id);
    return found;
  },
  *linked(customer) {
    return new Set((yield* ask(linked, { customer })).map(([id]) => id as number));
  },
  *link(customer, structures) {
    for (const structure of structures) yield* ask(link, { customer, structure });
  },
  *unlink(customer, structures) {
    for (const structure of structures) yield* ask(unlink, { customer, structure });
  },
  *onLineCard(customer) {
    return (yield* ask(onLineCard, { customer })).length > 0;
  },
  *serviceNumbersOf(customers) {
    const found = new Map<number, string[]>();
    if (customers.length === 0) return found;
    for (const row of yield* ask(numbersOf, { ids: JSON.stringify(customers) })) {
      const { customerId, number } = decoded<ServiceNumber>(row);
      found.set(customerId, [...(found.get(customerId) ?? []), number]);
    }
    return found;
  },
  *holderOf(kind, number) {
    const [row] = yield* ask(holders[kind], { number: strippedPhone(number) });
    return row?.[0] as number | undefined;
  },
  *disconnect(customer, at) {
    const features = yield* ask(connectedFeatures, { customer });
    const services = yield* ask(connectedServices, { customer });
    const numbers = yield* ask(connectedNumbers, { customer });
    for (const row of features) yield* documentSave('features', { ...decoded(row), disconnectedAt: at });
    for (const row of services) yield* documentSave('services', { ...decoded(row), disconnectedAt: at });
    for (const row of numbers) yield* documentSave('service-numbers', { ...decoded(row), disconnectedAt: at });
  },
};
