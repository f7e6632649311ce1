import type { MaskedMethod } from '../../../src/core/payments/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { BluAutopayBody, BluPaymentMethodDTO } from '../wire/generated.js';
import type { XmlMembers } from '../wire/xml.js';
import { methodIn, types } from './autopay-forms.js';
import { keyOf, parameter, refuse } from './parameters.js';
import { shown, succeeded } from './replies.js';

const autopaySchema = loadSchema<BluAutopayBody>('blubilling/autopay.json');

/** "The XML that is POSTED should contain one paymentMethodDTO." Faults: invalid. */
function dtoIn({ autopay }: BluAutopayBody): BluPaymentMethodDTO {
  const [dto, ...more] = autopay?.paymentMethodDTO ?? [];
  return dto && more.length === 0 ? dto : refuse('paymentMethodDTO', 'onePaymentMethod');
}

/** Whether `validate=true` is passed in. Faults: invalid for a word that is neither true nor false, malformed. */
function validates(call: Call): boolean {
  const word = (parameter(call, 'validate') ?? 'false').toLowerCase();
  return word === 'true' || (word !== 'false' && refuse('validate', 'typeMismatch', { limit: 'Boolean' }));
}

/** As much of a method as the gateway shows: "payment methods … cannot be queried / retrieved for security reasons". */
function masked({ preference, type, brand, lastFour, expiry }: MaskedMethod): XmlMembers {
  const { word, element } = types[type];
  return { '@type': word, [element]: { autopayPreference: preference, cardType: brand, lastFour, expiry } };
}

/** What a customer pays with, by the customer's id and by extCustomerRef alike. */
export const autopayBindings = {
  get: operation({
    op: 'payment-method.list',
    read: (call) => ({ key: keyOf(call) }),
    write: ({ methods }) => shown('list', { paymentMethodDTO: methods.map(masked) }),
  }),
  put: operation({
    op: 'payment-method.put',
    schema: autopaySchema,
    read: (call, body) => ({ key: keyOf(call), validate: validates(call), ...methodIn(dtoIn(body)) }),
    write: (customer) => succeeded(customer),
  }),
} satisfies Record<string, Binding>;
