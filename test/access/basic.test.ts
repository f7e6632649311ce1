import fc from 'fast-check';
import { basicCredentials } from '../../src/access/basic.js';

const encoded = (text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;

test('the example of the RFC is read', () => {
  expect(basicCredentials('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')).toEqual({
    kind: 'basic',
    name: 'Aladdin',
    password: 'open sesame',
  });
});

test('the scheme is read in any case, with any blanks after it, and base64 without its padding', () => {
  for (const header of ['basic YTpi', 'BASIC YTpi', 'Basic   YTpi', 'Basic YTpi ', 'Basic YTpiYw'])
    expect(basicCredentials(header)).toMatchObject({ name: 'a' });
});

test('the name ends at the first colon', () => {
  expect(basicCredentials(encoded('a:b:c::'))).toMatchObject({ name: 'a', password: 'b:c::' });
  expect(basicCredentials(encoded(':'))).toMatchObject({ name: '', password: '' });
});

test('text is UTF-8, or Latin-1 where it cannot be UTF-8', () => {
  expect(basicCredentials(encoded('Zoë:пароль€'))).toMatchObject({ name: 'Zoë', password: 'пароль€' });
  expect(basicCredentials(encoded('Zoë:£', 'latin1'))).toMatchObject({ name: 'Zoë', password: '£' });
});

test.each([
  ['no header', undefined],
  ['an empty one', ''],
  ['a scheme alone', 'Basic'],
  ['a scheme and blanks', 'Basic  '],
  ['another scheme', 'Bearer YTpi'],
  ['a longer scheme', 'Basics YTpi'],
  ['two values', 'Basic YTpi YTpi'],
  ['what is not base64', 'Basic a:b'],
  ['padding inside', 'Basic YT=pi'],
  ['no colon', encoded('alice')],
  ['a control character', encoded('alice:pass\0word')],
  ['a line end', encoded('alice\r\n:password')],
])('%s carries no credentials', (_title, header) => {
  expect(basicCredentials(header)).toBeUndefined();
});

test('whatever a header holds, reading it never throws', () => {
  const tokens = fc.base64String().map((token) => `Basic ${token}`);
  const bytes = fc.uint8Array().map((octets) => `basic ${Buffer.from(octets).toString('base64')}`);
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        tokens,
        bytes,
        text.map((rest) => `Basic ${rest}`),
      ),
      (header) => {
        const read = basicCredentials(header);
        expect(read === undefined || typeof read.password === 'string').toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('every name without a colon and every password come back as they were sent', () => {
  const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
  const name = printable.filter((text) => !text.includes(':'));
  fc.assert(
    fc.property(name, printable, (sent, password) => {
      expect(basicCredentials(encoded(`${sent}:${password}`))).toEqual({ kind: 'basic', name: sent, password });
    }),
  );
});
