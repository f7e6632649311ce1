import { createContractXml } from '../../../src/wire/aspnet/contract-xml.js';
import { aspnetJson } from '../../../src/wire/aspnet/json.js';
import { createNegotiation } from '../../../src/wire/aspnet/negotiation.js';

const negotiate = createNegotiation([aspnetJson, createContractXml('Shop.Models')]);

const answered = (accept?: string, contentType?: string): string =>
  negotiate({
    ...(accept !== undefined && { accept }),
    ...(contentType !== undefined && { 'content-type': contentType }),
  }).contentType.replace('; charset=utf-8', '');

const firefox = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

test.each([
  ['nothing', undefined, 'application/json'],
  ['an empty header', '', 'application/json'],
  ['anything', '*/*', 'application/json'],
  ['any application', 'application/*', 'application/json'],
  ['any text', 'text/*', 'text/json'],
  ['JSON', 'application/json', 'application/json'],
  ['JSON as text', 'text/json', 'text/json'],
  ['XML', 'application/xml', 'application/xml'],
  ['XML as text, in capitals', 'TEXT/XML; charset=utf-16', 'text/xml'],
  ['XML before JSON', 'application/json;q=0.5, application/xml;q=0.6', 'application/xml'],
  ['both alike', 'application/xml, application/json', 'application/json'],
  ['XML, or anything as gladly', '*/*, application/xml', 'application/xml'],
  ['XML with little joy', 'application/xml;q=0.1, */*;q=0.2', 'application/json'],
  ['XML not at all', 'application/xml;q=0', 'application/json'],
  ['a page', 'text/html', 'application/json'],
  ['what a browser does', firefox, 'application/xml'],
  ['nonsense', ';;,=/,q=7', 'application/json'],
])('Who accepts %s is answered so.', (_what, accept, expected) => {
  expect(answered(accept)).toBe(expected);
  expect(answered(accept)).toBe(expected);
});

test.each([
  [undefined, 'application/xml', 'application/xml'],
  ['text/html', 'text/xml; charset=utf-8', 'text/xml'],
  [undefined, 'text/json', 'text/json'],
  [undefined, 'application/x-www-form-urlencoded', 'application/json'],
  ['application/json', 'application/xml', 'application/json'],
  ['*/*', 'application/xml', 'application/json'],
])('Where Accept (%s) says nothing to the point, the type of the request does: %s.', (accept, sent, expected) => {
  expect(answered(accept, sent)).toBe(expected);
});
