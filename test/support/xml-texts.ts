import fc, { type Arbitrary } from 'fast-check';

const characters = fc.constantFrom(
  ...['<', '>', '&', ']]>', '"', '\0', '\x0b', '\ud800', '\uffff', '😀', '\r\n', '\t', ' ', '%', '\u0301', '‮'],
  ...['&amp;', '&nbsp;', '&x;', '&#0;', '&#xD800;', '&#x1F600;', '&#99999999;', '&', '<!--', '<?x?>', '<![CDATA['],
);

/** Texts that XML, or whoever reads it, may stumble over. */
export const oddText = fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 }));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const name = fc.constantFrom('__proto__', 'constructor', 'toString', 'x:a', 'xml', 'é', '1', 'a b', 'valueOf');

/** What may stand in an element besides what is expected there. */
const noise = fc.oneof(
  { weight: 3, arbitrary: oddText.map(escaped) },
  oddText,
  oddText.map((text) => `<![CDATA[${text}]]>`),
  oddText.map((text) => `<!--${text}-->`),
  name.map((one) => `<${one}/>`),
  fc.integer({ min: 1, max: 70 }).map((depth) => '<a>'.repeat(depth) + '</a>'.repeat(depth)),
  fc.constant('<?pi x?>'),
);

const attribute = fc.oneof(
  fc.constantFrom(' id="1"', " id='0'", ' id=""', ' type="CreditCard"', ' id="1" id="2"', ' xmlns="urn:x"', ' x:a="1"'),
  oddText.map((text) => ` id="${text}"`),
  oddText.map((text) => ` a="${escaped(text)}"`),
);

const seldom = (text: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof({ weight: 25, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text });

/** An element with attributes now and then, and something in it that nobody expects. */
export const element = (tag: string, content: Arbitrary<string>): Arbitrary<string> =>
  fc
    .tuple(seldom(attribute), content, seldom(noise))
    .map(([given, within, odd]) => `<${tag}${given}>${within}${odd}</${tag}>`)
    .map((text) => text.replace(/><\/[^>]+>$/, (end) => (text.indexOf('>') === text.length - end.length ? '/>' : end)));

/** A text as the content of an element. */
export const content = (text: Arbitrary<string>): Arbitrary<string> => text.map(escaped);

const prolog = fc.constantFrom(
  ...['<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.1"?>', '<?xml version="1.0" encoding="x"?>', ' '],
  ...[
    '<!DOCTYPE a>',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '\ufeff',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<!-- -->',
  ],
);

/** A whole document: most are as they should be, some begin oddly, are damaged, or are something else. */
export const document = (root: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: root },
    { weight: 1, arbitrary: fc.tuple(prolog, root).map(([before, text]) => before + text) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(root, fc.nat(), oddText)
        .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice(at % text.length)),
    },
    { weight: 1, arbitrary: fc.tuple(root, oddText).map(([text, after]) => text + after) },
    { weight: 1, arbitrary: oddText },
  );
