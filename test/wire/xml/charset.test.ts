import { declaredCharset } from '../../../src/wire/xml/charset.js';

const charsetOf = (document: string): string | undefined => declaredCharset(Buffer.from(document, 'latin1'));

test('a document may name its character set in its declaration', () => {
  expect(charsetOf('<?xml version="1.0" encoding="ISO-8859-1"?><a/>')).toBe('iso-8859-1');
  expect(charsetOf("<?xml version='1.0' encoding = 'windows-1252' standalone='yes'?><a/>")).toBe('windows-1252');
});

test('a document without one names none, whatever its content looks like', () => {
  expect(charsetOf('<?xml version="1.0"?><a encoding="koi8-r"/>')).toBeUndefined();
  expect(charsetOf('<a>encoding="koi8-r"</a>')).toBeUndefined();
  expect(charsetOf('')).toBeUndefined();
});

test('a declaration of UTF-16 that is written in bytes is not believed', () => {
  expect(charsetOf('<?xml version="1.0" encoding="utf-16"?><a/>')).toBeUndefined();
});
