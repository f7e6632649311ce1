import type { DialectModule } from '../../src/dialect/contract.js';
import { aspnetForm } from '../../src/wire/aspnet/form.js';
import { aspnetJson } from '../../src/wire/aspnet/json.js';
import { uncached } from '../../src/wire/aspnet/replies.js';
import { credentialsOf } from './bindings/credentials.js';
import { customerBindings } from './bindings/customers.js';
import { createFaults } from './faults.js';
import { customerLens } from './lens/customer.js';
import { createRoutes } from './routes.js';
import { settings, type CustomerMainSettings } from './settings.js';

/** ManEx's Customer Main. */
export const customerMain: DialectModule<CustomerMainSettings> = {
  id: 'customer-main',
  login: 'key',
  settings,
  create: ({ settings, zone }) => {
    const lens = customerLens(zone);
    return {
      id: 'customer-main',
      title: 'ManEx Customer Main',
      paths: { mounts: [''], owns: ['/API/{rest*}'], foldCase: true },
      codecs: [aspnetJson, aspnetForm],
      login: 'key',
      credentials: credentialsOf,
      routes: createRoutes(customerBindings(lens, zone)),
      fault: createFaults(settings.errorDetail),
      headers: uncached,
      lenses: { customer: lens },
    };
  },
};
