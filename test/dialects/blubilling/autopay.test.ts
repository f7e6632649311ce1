import fc from 'fast-check';
import { openHouse } from './house.js';

const number = '4111111111111111';

const elements = ['creditCard', 'ach', 'token', 'check', 'cash', 'customer'].map((type) => `${type}PaymentMethod`);

const members = [
  ...['autopayPreference', 'cardNumber', 'expiry', 'cardType', 'cardholderName', 'cvv', 'bankName', 'routingNumber'],
  ...['accountNumber', 'accountType', 'accountHolderName', 'token', 'street1', 'somethingElse'],
];

/** Text with the number somewhere in it, where it has no business. */
const content = fc.oneof(
  fc.constantFrom(number, ` ${number} `, `${number}1`, '1', '2049-12-31', '', '123', '110000000'),
  fc.constantFrom(`<x>${number}</x>`, `<![CDATA[${number}]]>`, `<x y="${number}"/>`, `${number}<!-- ${number} -->`),
  fc.string({ maxLength: 300, unit: 'grapheme-ascii' }).map((text) => text.replaceAll(/[<&>]/g, '')),
);

const member = fc.tuple(fc.constantFrom(...members), content).map(([name, text]) => `<${name}>${text}</${name}>`);
const inner = fc.array(member, { maxLength: 8 }).map((all) => all.join(''));
const address = inner.map((all) => `<billingAddress>${all}</billingAddress>`);
const method = fc
  .tuple(fc.constantFrom(...elements), inner, fc.oneof(fc.constant(''), address))
  .map(([element, all, given]) => `<${element}>${all}${given}</${element}>`);
const dto = fc
  .tuple(fc.constantFrom('', ' type="CreditCard"', ' type="ACH"', ` type="${number}"`), fc.oneof(method, content))
  .map(([type, all]) => `<paymentMethodDTO${type}>${all}</paymentMethodDTO>`);
const body = fc.oneof(dto, method, content).map((all) => `<autopay>${all}</autopay>`);

test('wherever a card number is put, no answer repeats it and none is a failure here', async () => {
  const house = await openHouse('sqlite');
  const query = fc.constantFrom('', '&validate=true');
  await fc.assert(
    fc.asyncProperty(body, query, async (sent, given) => {
      const answer = await house.put(sent, given);
      expect(answer).toMatch(/^(?:200|400) /);
      expect(answer).not.toContain(number);
      expect(await house.list()).not.toContain(number);
    }),
    { numRuns: 300 },
  );
  expect(await house.stop()).not.toContain(number);
  await house.database.drop();
});
