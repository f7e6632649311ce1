import type { DialectModule } from '../../src/dialect/contract.js';
import { credentialsOf } from './bindings/credentials.js';
import { customerBindings } from './bindings/customers.js';
import { createFatal } from './bindings/errors.js';
import { permitting } from './bindings/parameters.js';
import { createSetCookie, sealing, sessionBindings } from './bindings/sessions.js';
import { verbOf } from './bindings/verbs.js';
import { createFaults } from './faults.js';
import { customerLens } from './lens/customer.js';
import { createRoutes } from './routes.js';
import { choices, releaseOf, settings, type N2feSettings } from './settings.js';
import { perlJson, readerOf } from './wire/codecs.js';

/** N-Squared Flow Editor, its customers. */
export const n2fe: DialectModule<N2feSettings> = {
  id: 'n2fe',
  settings,
  choices,
  create: ({ settings, clock, zone }) => {
    const release = releaseOf(settings);
    const lens = customerLens(settings);
    const codec = perlJson(release.fetched);
    const setCookie = createSetCookie(release, clock);
    return {
      id: 'n2fe',
      title: 'N-Squared Flow Editor',
      paths: {
        mounts: ['/jarvis-agent/n2fe', '/n2fe/jarvis-agent/n2fe'],
        owns: ['/jarvis-agent/n2fe/{rest*}', '/n2fe/jarvis-agent/n2fe/{rest*}'],
        foldCase: false,
      },
      codecs: [codec],
      method: verbOf(release.merges),
      reads: readerOf(codec),
      credentials: credentialsOf,
      routes: createRoutes({
        customers: customerBindings({
          lens,
          permit: permitting(settings.groups),
          codec,
          rowLimit: settings.rowLimit,
        }),
        sessions: sessionBindings({ release, setCookie }),
        merges: release.merges,
      }),
      fault: createFaults(createFatal(release, clock, zone), release),
      seal: sealing(setCookie),
      lenses: { customer: lens },
    };
  },
};
