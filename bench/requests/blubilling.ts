import type { Dataset } from '../dataset.js';
import { createNumber, randomly, type Request } from './request.js';

/** Reads any customer by id, with contacts and financials. */
export function getCustomer(count: number, data: Dataset): Request {
  return { method: 'GET', path: `/rest/customer/${randomly(count, data.customers) + 1}?format=xml` };
}

/** Creates the vendor's sample customer with both contacts, without a password, which would set the pace. */
export function createCustomer(count: number, data: Dataset): Request {
  const key = createNumber(count, data);
  return { method: 'POST', path: '/rest/customers?format=xml', body: sample(key) };
}

/** Changes the number of any customer in another system, and nothing else. */
export function updateCustomer(count: number, data: Dataset): Request {
  const id = randomly(count, data.customers) + 1;
  const body = `<customer><crmCustomerId>crm-${count}-${data.mark}</crmCustomerId></customer>`;
  return { method: 'PUT', path: `/rest/customer/${id}?format=xml`, body };
}

const address = `<address><street1>43 Main Av</street1><city>Chicago</city><state>IL</state><zip>12345</zip>
<country>United States</country><countryCode>usa</countryCode></address>`;

const sample = (key: string): string => `<customer>
<name>Bill Joseph</name>
<status>Active</status>
<extCustomerRef>${key}</extCustomerRef>
<locale>en_US</locale>
<isBusinessAccount>false</isBusinessAccount>
<paymentTermsValue>30</paymentTermsValue>
<paymentTermsUnits>Days</paymentTermsUnits>
<currency id="USD"/>
<billingContact>
<username>${key}</username>
<firstName>Bill</firstName>
<lastName>Joseph</lastName>
<emailPrimary> Bill@bmontgomery.com</emailPrimary>
<workPhone>324 555 879</workPhone>
${address}
</billingContact>
<salesContact><firstName>Joan</firstName><lastName>Joseph</lastName>${address}</salesContact>
</customer>`;
