import { basicCredentials } from '../../src/access/basic.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import { createContractXml } from '../../src/wire/aspnet/contract-xml.js';
import { aspnetForm } from '../../src/wire/aspnet/form.js';
import { aspnetModelJson } from '../../src/wire/aspnet/json.js';
import { createNegotiation } from '../../src/wire/aspnet/negotiation.js';
import { uncached } from '../../src/wire/aspnet/replies.js';
import { billBindings } from './bindings/bills.js';
import { customerBindings } from './bindings/customers.js';
import { createFaults } from './faults.js';
import { createViews } from './lens/views.js';
import { controllers, createRoutes, owned } from './routes.js';
import { settings, type SedonaSettings } from './settings.js';

/** SedonaOffice's API, its customers. */
export const sedona: DialectModule<SedonaSettings> = {
  id: 'sedona',
  settings,
  create: ({ settings, clock, zone }) => {
    const views = createViews(settings, zone, () => clock.now());
    const routes = createRoutes({
      customers: customerBindings(views, settings),
      bills: billBindings(views, settings),
      listLimit: settings.listLimit,
    });
    const xml = createContractXml('SedonaServices.Models');
    const negotiation = createNegotiation([aspnetModelJson, xml]);
    return {
      id: 'sedona',
      title: 'SedonaOffice',
      paths: { mounts: [''], owns: owned, foldCase: true },
      codecs: [aspnetModelJson, xml, aspnetForm],
      negotiate: ({ headers }) => negotiation(headers),
      credentials: ({ headers }) => basicCredentials(headers.authorization),
      routes,
      fault: createFaults(controllers, settings.errorDetail),
      headers: uncached,
      lenses: { customer: views.lens },
    };
  },
};
