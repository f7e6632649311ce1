import { operation } from '../../../src/dialect/binding.js';
import type { Binding } from '../../../src/dialect/contract.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Zone } from '../../../src/wire/zone.js';
import { structureView } from '../lens/structure.js';
import type { StructureList } from '../wire.js';
import { pathId, positiveId } from './parameters.js';
import { ok } from './replies.js';

const listSchema = loadSchema<StructureList>('m4/structure-list.json');

const read = (_call: unknown, { ID, StructureIDList }: StructureList) => ({
  customerId: positiveId(ID),
  structureIds: StructureIDList ?? [],
});

const body = (call: { readonly body: unknown }) => call.body as StructureList;

/** The structures of a customer, and the links to them. */
export const structureBindings = (zone: Zone) =>
  ({
    of: operation({
      op: 'structures.of',
      read: (call) => ({ customerId: pathId(call) }),
      write: (structures) => ok(structures.map((structure) => structureView(structure, zone))),
    }),
    link: operation({
      op: 'structures.link',
      schema: listSchema,
      read,
      write: (ids, call) => ok({ ID: body(call).ID, StructureIDList: ids }),
    }),
    unlink: operation({
      op: 'structures.unlink',
      schema: listSchema,
      read,
      write: (ids, call) => ok({ ID: body(call).ID, StructureIDList: ids }),
    }),
  }) satisfies Record<string, Binding>;
