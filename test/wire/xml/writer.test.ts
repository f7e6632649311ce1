import { expect, test } from '@jest/globals';
import { writeXml, type XmlStyle } from '../../../src/wire/xml/writer.js';

const plain: XmlStyle = { empty: '/>', absent: '/>' };

test('members become elements in order, items the same element again, and what is undefined nothing', () => {
  const value = { b: 'x', c: [{ d: 1 }, { d: 2 }], e: undefined, f: true, g: { h: { i: 0 } } };
  expect(writeXml('a', value, plain)).toBe(
    '<a><b>x</b><c><d>1</d></c><c><d>2</d></c><f>true</f><g><h><i>0</i></h></g></a>',
  );
});

test('a member that begins with @ is an attribute, and # the text beside it', () => {
  expect(writeXml('a', { '@id': 7, b: 'x' }, plain)).toBe('<a id="7"><b>x</b></a>');
  expect(writeXml('a', { '@id': 'USD' }, plain)).toBe('<a id="USD"/>');
  expect(writeXml('a', { '@id': 'USD', '#': 'dollars' }, plain)).toBe('<a id="USD">dollars</a>');
});

test('an empty text, an empty object and null end as the framework ends them', () => {
  const style: XmlStyle = { empty: ' />', absent: ' i:nil="true" />' };
  expect(writeXml('a', { b: '', c: {}, d: null, e: [] }, style)).toBe('<a><b /><c /><d i:nil="true" /></a>');
  expect(writeXml('a', {}, style)).toBe('<a />');
  expect(writeXml('a', undefined, style)).toBe('');
});

test('what has a meaning in XML is written as a reference', () => {
  expect(writeXml('a', { '@b': '<&>"\'\t\n\r', c: '<&>"\'\t\n\r]]>' }, plain)).toBe(
    '<a b="&lt;&amp;&gt;&quot;\'&#9;&#10;&#13;"><c>&lt;&amp;&gt;"\'\t\n&#13;]]&gt;</c></a>',
  );
});
