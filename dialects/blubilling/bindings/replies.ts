import type { Customer } from '../../../src/core/customers/model.js';
import type { Reply } from '../../../src/wire/reply.js';
import type { XmlMembers } from '../../../src/wire/xml/writer.js';

/** An object as the root element of its name. */
export const shown = (root: string, body: XmlMembers, status = 200): Reply => ({ status, root, body });

/** `<status>` of what has happened to a customer, as the document prints it; `errors` are what else there is to say. */
export const succeeded = (customer: Customer, errors: readonly string[] = [], status = 200): Reply =>
  shown(
    'status',
    {
      success: 'True',
      customer: { id: customer.id, extCustomerRef: customer.externalReference ?? '' },
      ...(errors.length > 0 && { errors: { error: errors } }),
    },
    status,
  );

/** `<status>` of what was refused, and why. */
export const failed = (status: number, ...errors: readonly string[]): Reply =>
  shown('status', { success: 'False', errors: { error: errors } }, status);
