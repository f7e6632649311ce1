import { explain } from '../../src/replay/explain.js';
import { replay } from '../../src/replay/replay.js';
import type { ReplayOptions } from '../../src/replay/replay.js';
import { parseTranscript } from '../../src/replay/transcript.js';
import { listening } from './server.js';
import type { Answering, Seen } from './server.js';

async function explanations(
  text: string,
  answering: Answering,
  options: ReplayOptions = {},
): Promise<readonly string[]> {
  const { url, close } = await listening(answering);
  const outcomes = await replay(parseTranscript(`# S.\n${text}`, 'x'), url, options).finally(close);
  return outcomes.map(({ difference }) => (difference ? explain(difference) : 'same'));
}

const saying =
  (body: string | Buffer, status = 200, headers: readonly string[] = []): Answering =>
  (_, response) =>
    void response.writeHead(status, [...headers]).end(body);

const getting = (...expected: readonly string[]): string => ['GET /a HTTP/1.1', '', '### 200', ...expected].join('\n');

async function sent(text: string, options: ReplayOptions = {}): Promise<Seen | undefined> {
  let last: Seen | undefined;
  await explanations(text, (seen, response) => void response.end(((last = seen), '')), options);
  return last;
}

test('only what is listed is sent, besides Host, Connection and Content-Length', async () => {
  const get = await sent('GET /a?b=%20c HTTP/1.1\nx-Own: v\n\n### 200');
  expect(get).toMatchObject({ method: 'GET', url: '/a?b=%20c' });
  expect(get?.headers).toEqual(['Host', expect.stringMatching(/^127/), 'Connection', 'close', 'x-Own', 'v']);
  const post = await sent('POST /a HTTP/1.1\nHost: localhost\n\n{"ä":{{bytes 0D 0A ff}}}\n\n### 200');
  expect(post?.headers).toEqual(['Connection', 'close', 'Content-Length', '10', 'Host', 'localhost']);
  expect(post?.body.toString('latin1')).toBe('{"Ã¤":\r\nÿ}');
  expect((await sent('POST /a HTTP/1.1\n\n### 200'))?.headers).toContain('Content-Length');
});

test('common headers are sent where a transcript lists none of that name; an empty one keeps them away', async () => {
  const options: ReplayOptions = { headers: [['Authorization', 'Basic x']] };
  expect((await sent('GET /a HTTP/1.1\n\n### 200', options))?.headers).toContain('Basic x');
  expect((await sent('GET /a HTTP/1.1\nauthorization: Basic y\n\n### 200', options))?.headers).toContain('Basic y');
  expect((await sent('GET /a HTTP/1.1\nauthorization:\n\n### 200', options))?.headers).not.toContain('Basic x');
});

test('captured values go into later requests and expectations', async () => {
  const text = `${getting('X-Id: {{integer:id}}', '', '{"key":"{{guid:key}}","again":"{{$key}}"}')}
======
POST /a/{{$id}} HTTP/1.1
X-Key: {{$key}}

[{{$id}}]

### 200

{{$id}} of {{$key}}`;
  const key = 'B0B626F0-D12B-4F38-8AC9-106AE6936DB1';
  const answering: Answering = ({ url, headers, body }, response) => {
    if (url === '/a') response.setHeader('x-id', '7').end(JSON.stringify({ key, again: key }));
    else response.end(url === '/a/7' && headers.includes(key) && String(body) === '[7]' ? `7 of ${key}` : 'no');
  };
  expect(await explanations(text, answering)).toEqual(['same', 'same']);
  expect(await explanations(text, saying('{}'))).toEqual([
    'GET /a (line 2)\nheader X-Id: expected "{{integer:id}}", answered none',
    'POST /a/{{$id}} (line 9)\nnot sent: no earlier exchange gave {{$id}}',
  ]);
});

test('every marker stands for its kind of value and nothing else', async () => {
  const outcome = async (expected: string, actual: string): Promise<boolean> =>
    (await explanations(getting('', expected), saying(actual)))[0] === 'same';
  expect(await outcome('"{{date-time}}"', '"2016-11-29T16:53:03.05"')).toBe(true);
  expect(await outcome('"{{date-time}}"', '"2016-11-29T16:53:03"')).toBe(true);
  expect(await outcome('"{{date-time}}"', '"2016-11-29T16:53:03.050"')).toBe(false);
  expect(await outcome('"{{date-time}}"', '"2016-11-29T16:53:03Z"')).toBe(false);
  expect(await outcome('{{guid}}', 'b0b626f0-d12b-4f38-8ac9-106ae6936db1')).toBe(false);
  expect(await outcome('["{{text}}"]', '["a \\"b\\" c"]')).toBe(true);
  expect(await outcome('["{{text}}"]', '["a","b"]')).toBe(false);
  expect(await outcome('{{/[^}]{2}/}}}', 'ab}')).toBe(true);
  expect(await outcome('{{integer:n}}+{{$n}}', '12+12')).toBe(true);
  expect(await outcome('{{integer:n}}+{{$n}}', '12+13')).toBe(false);
  expect(await outcome('a.c{{bytes 0D 0A}}', 'a.c\r\n')).toBe(true);
  expect(await outcome('a.c', 'abc')).toBe(false);
});

test('a status is explained with what was answered', async () => {
  expect(await explanations(getting('', 'a'), saying('{"Message":"no"}', 404))).toEqual([
    'GET /a (line 2)\nstatus: expected 200, answered 404 with "{\\"Message\\":\\"no\\"}"',
  ]);
});

test('listed headers are compared without the letter case of their names, others are not', async () => {
  const headers = ['ALLOW', 'GET', 'X-Other', '1', 'Allow', 'PUT'];
  expect(await explanations(getting('Allow: GET, PUT', 'X-No:', '', ''), saying('', 200, headers))).toEqual(['same']);
  expect(await explanations(getting('X-Other:', '', ''), saying('', 200, headers))).toEqual([
    'GET /a (line 2)\nheader X-Other: expected none, answered "1"',
  ]);
});

test('JSON is explained line by line, with the lines around', async () => {
  const expected = '{"a":1,"b":2,"c":3,"d":{{integer}},"e":[{"f":"x"}],"g":1.0}';
  const [explanation] = await explanations(
    getting('', expected),
    saying(expected.replace('{{integer}}', '4').replace('1.0', '1')),
  );
  expect(explanation?.split('\n')).toEqual([
    'GET /a (line 2)',
    'body: (- expected, + answered)',
    '  …',
    '        "f": "x"',
    '      }',
    '    ],',
    '-   "g": 1.0',
    '+   "g": 1',
    '  }',
  ]);
});

test('XML is explained an element a line, with the lines around', async () => {
  const expected =
    '<?xml version="1.0"?><a b="&quot;"><c>{{integer}} &amp; </c><d><e f="1"/>\n<g>x</g></d><!-- h --><i>y<j/>z</i></a>';
  const answered = expected.replace('{{integer}}', '4').replace('<g>x', '<g>X').replace('<j/>', '<j></j>');
  const [explanation] = await explanations(getting('', expected), saying(answered));
  expect(explanation?.split('\n')).toEqual([
    'GET /a (line 2)',
    'body: (- expected, + answered)',
    '  …',
    '    <c>4 &amp; </c>',
    '    <d>',
    '      <e f="1"/>',
    '-     <g>x</g>',
    '+     <g>X</g>',
    '    </d>',
    '    <i>',
    '      y',
    '  …',
  ]);
});

test('what looks like XML and is none is explained by the first place that differs', async () => {
  expect(await explanations(getting('', '<a>1</a>'), saying('<a>1'))).toEqual([
    'GET /a (line 2)\nbody: differs at character 5 (line 1, column 5), after "<a>1"\n- "</a>"\n+ ""',
  ]);
  expect(await explanations(getting('', '<a/>'), saying('<a'))).toEqual([
    'GET /a (line 2)\nbody: differs at character 3 (line 1, column 3), after "<a"\n- "/>"\n+ ""',
  ]);
});

test('anything else is explained by the first place that differs, blanks in JSON too', async () => {
  expect(await explanations(getting('', '{"a":1}'), saying('{"a": 1}'))).toEqual([
    'GET /a (line 2)\nbody: differs at character 6 (line 1, column 6), after "{\\"a\\":"\n- "1}"\n+ " 1}"',
  ]);
  expect(await explanations(getting('', 'one {{integer}}', 'two'), saying('one 12\nthree'))).toEqual([
    'GET /a (line 2)\nbody: differs at character 9 (line 2, column 2), after "t"\n- "wo"\n+ "hree"',
  ]);
  expect(await explanations(getting('', 'one'), saying('one\n'))).toEqual([
    'GET /a (line 2)\nbody: differs at character 4 (line 1, column 4), after "one"\n- ""\n+ "\\n"',
  ]);
  expect(await explanations(getting('', '\ufffd'), saying(Buffer.from([0xff])))).toEqual([
    'GET /a (line 2)\nbody: the answer is not valid UTF-8',
  ]);
});

test('an exchange without an answer is a difference', async () => {
  expect(await explanations(getting(), () => undefined, { timeout: 50 })).toEqual([
    'GET /a (line 2)\nanswer: none within 50 ms',
  ]);
  const half: Answering = (_, response) => void response.writeHead(200, { 'Content-Length': '9' }).write('half');
  expect(await explanations(getting(), half, { timeout: 50 })).toEqual(['GET /a (line 2)\nanswer: none within 50 ms']);
  expect(await explanations(getting(), (_, response) => void response.destroy())).toEqual([
    'GET /a (line 2)\nanswer: socket hang up',
  ]);
});
