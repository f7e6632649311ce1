import type { Json } from '../../../src/core/customers/model.js';
import type { CustomerDetails, ListedCustomer } from '../wire/generated.js';

type View = Readonly<Record<string, Json>>;

/** A customer as GET answers it: what is NULL is left out. */
export const shown = (view: View) =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null)) as unknown as CustomerDetails;

/** A customer as a list has it: its service numbers stand in one text, empty where there is none. */
export const shownInList = ({ name, id }: View, serviceNumbers: readonly string[]): ListedCustomer => ({
  name: name as string,
  customer_sns: serviceNumbers.join(', '),
  id: id as string,
});
