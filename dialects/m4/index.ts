import { basicCredentials } from '../../src/access/basic.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import { aspnetJson } from '../../src/wire/aspnet/json.js';
import { uncached } from '../../src/wire/aspnet/replies.js';
import { customerBindings } from './bindings/customers.js';
import { searchBindings } from './bindings/searches.js';
import { structureBindings } from './bindings/structures.js';
import { createFaults } from './faults.js';
import { customerLens } from './lens/customer.js';
import { createRoutes } from './routes.js';
import { choices, settings, type M4Settings } from './settings.js';

/** Mapcom M4 Billing, its Customer endpoint. */
export const m4: DialectModule<M4Settings> = {
  id: 'm4',
  settings,
  choices,
  create: ({ settings, zone }) => {
    const lens = customerLens(settings, zone);
    const routes = createRoutes({
      customers: customerBindings(lens),
      searches: searchBindings(lens, settings.searchLimit),
      structures: structureBindings(zone),
    });
    const actions = new Set(routes.map(({ pattern }) => (pattern.split('/')[3] ?? '').toLowerCase()));
    return {
      id: 'm4',
      title: 'Mapcom M4 Billing',
      paths: { mounts: ['', '/m4api/api'], owns: ['/Billing/{rest*}', '/m4api/{rest*}'], foldCase: true },
      codecs: [aspnetJson],
      credentials: ({ headers }) => basicCredentials(headers.authorization),
      routes,
      fault: createFaults(actions, settings.errorDetail),
      headers: uncached,
      lenses: { customer: lens },
    };
  },
};
