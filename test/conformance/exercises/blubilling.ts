import { nested } from '../../../dialects/blubilling/lens/nested.js';
import type { Exercise, Request } from './exercise.js';

const xml = { 'Content-Type': 'text/xml' };

const create = (content: string): Request => ({
  method: 'POST',
  path: '/rest/customers?format=xml',
  headers: xml,
  body: `<customer>${content}</customer>`,
});

const whole =
  '<name> Grüße &amp; "Söhne" &lt;Ltd.&gt;&#13;&#10;</name><status>Suspended2</status>' +
  '<extCustomerRef>CONFORMANCE-Blu</extCustomerRef><crmCustomerId>xyz12345</crmCustomerId>' +
  '<erpCustomerId>😀</erpCustomerId><locale>en_US</locale><isBusinessAccount>TRUE</isBusinessAccount>' +
  '<paymentTermsValue>030</paymentTermsValue><paymentTermsUnits>Quarters</paymentTermsUnits><currency id="eur"/>' +
  "<billingContact><username>conformance</username><firstName>Ada</firstName><lastName>O'Neill</lastName>" +
  '<emailPrimary> ada@sampledomain.com</emailPrimary><workPhone>(804) 123-45.67</workPhone>' +
  '<address><street1>1 Mill Street</street1><street2>Top floor</street2><city>Sample City</city><state>VA</state>' +
  '<zip>23236</zip><country>United States</country><countryCode>usa</countryCode></address></billingContact>' +
  '<salesContact><firstName>Joan</firstName><address><city><![CDATA[Nürnberg & Fürth]]></city></address></salesContact>';

export const exercise: Exercise = {
  creations: [
    create(whole),
    create('<name>Bill Joseph</name><billingContact><firstName>Bill</firstName></billingContact>'),
    create('<name>Joe</name><extCustomerRef/><billingContact><lastName/></billingContact><salesContact/>'),
  ],
  read: ({ id }) => ({ method: 'GET', path: `/rest/customer/${id}?format=xml` }),
  update: ({ id }, answered) => ({
    method: 'PUT',
    path: `/rest/customer/${id}?format=xml`,
    headers: xml,
    body: answered,
  }),
  succeeded: ({ status, text }) => (status === 200 || status === 201) && !/<success>false/i.test(text),
  variants: [
    { name: 'every switch turned', settings: { defaultCurrency: 'EUR', defaultBusinessAccount: true, pageLimit: 1 } },
  ],
  body: {
    of: nested,
    view: (body, lens) => lens.view((body as { readonly customer: object }).customer),
    root: 'customer',
  },
};
