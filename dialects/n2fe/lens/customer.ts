import type { Customer } from '../../../src/core/customers/model.js';
import { shownName } from '../../../src/core/customers/shown-name.js';
import { createLens, field, readOnly, type Lens } from '../../../src/dialect/lens.js';
import type { N2feSettings } from '../settings.js';
import { column } from './column.js';

/** What a shown name is made of. */
const names = [
  'name',
  ...['primary', 'billing'].flatMap((role) => [`contacts.${role}.first`, `contacts.${role}.last`]),
  'id',
];

/** A customer as GET answers it, in the order of its sample; null stands for members that are left out there. */
export const customerLens = ({ referenceLength, descriptionLength }: N2feSettings): Lens<Customer> =>
  createLens<Customer>([
    readOnly('name', names, shownName),
    field('customer_reference', 'externalReference', column(referenceLength)),
    field('description', 'description', column(descriptionLength)),
    readOnly('id', ['id'], ({ id }) => String(id)),
  ]);
