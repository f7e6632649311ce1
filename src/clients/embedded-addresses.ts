import type { AddressValidator } from '../core/customers/address-validator.js';

/** What the tax service says of a street that it does not know. */
const noStreet =
  'An exact street name match could not be found and phonetically matching the street name resulted in either no ' +
  'matches or matches to more than one street name';

/**
 * A validator that knows no map, for demos and tests of clients: every address is good whose street begins with a house
 * number and is none of Nowhere's.
 */
export const embeddedAddresses: AddressValidator = {
  problems: async ({ street = '' }) => (/^\s*\d/.test(street) && !/\bnowhere\b/i.test(street) ? [] : [noStreet]),
};
