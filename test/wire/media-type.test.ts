import fc from 'fast-check';
import { parseMediaType } from '../../src/wire/media-type.js';

test.each([
  ['application/json', { type: 'application/json' }],
  [' Application/JSON ', { type: 'application/json' }],
  ['application/json; charset=utf-8', { type: 'application/json', charset: 'utf-8' }],
  ['text/xml;charset="UTF-16"', { type: 'text/xml', charset: 'utf-16' }],
  ['text/json ; version=1; Charset = ISO-8859-1 ; q=1', { type: 'text/json', charset: 'iso-8859-1' }],
  ['application/json;', { type: 'application/json' }],
  ['application/json; charset=', { type: 'application/json' }],
  ['nonsense', { type: 'nonsense' }],
  ['', { type: '' }],
])('the Content-Type %j is understood', (header, expected) => {
  expect(parseMediaType(header)).toEqual(expected);
});

test('no header makes it fail or take long', () => {
  fc.assert(fc.property(fc.string(), (header) => typeof parseMediaType(header).type === 'string'));
  const started = performance.now();
  parseMediaType('a/b' + '; charset '.repeat(20_000));
  parseMediaType('a/b' + ';'.repeat(20_000) + ' '.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
