import { parseTranscript } from '../../src/replay/transcript.js';

const lines = (...all: readonly string[]): string => all.join('\n');

test('a transcript is a sentence, its own data and exchanges', () => {
  const text = lines(
    '# A client relies on',
    '# two lines.',
    '',
    '### data',
    '{"kind":"users","id":1}',
    '{"kind":"users","id":2}',
    '',
    'POST /a?b=c HTTP/1.1',
    'Content-Type: application/json',
    '',
    '{}',
    '',
    '### 200',
    'X-Id: {{integer:id}}',
    'ETag:',
    '',
    'one',
    '',
    'two',
    '======',
    'GET /a/{{$id}} HTTP/1.1',
    '',
    '### 204',
    '',
    '',
  );
  expect(parseTranscript(text, 'd/c')).toEqual({
    name: 'd/c',
    sentence: 'A client relies on two lines.',
    data: '{"kind":"users","id":1}\n{"kind":"users","id":2}\n',
    exchanges: [
      {
        line: 8,
        request: { method: 'POST', path: '/a?b=c', headers: [['Content-Type', 'application/json']], body: '{}' },
        expected: {
          status: 200,
          headers: [
            ['X-Id', '{{integer:id}}'],
            ['ETag', ''],
          ],
          body: 'one\n\ntwo',
        },
      },
      {
        line: 21,
        request: { method: 'GET', path: '/a/{{$id}}', headers: [], body: '' },
        expected: { status: 204, headers: [], body: '' },
      },
    ],
  });
});

test('one line break at the end of a body belongs to the format, a second one to the body', () => {
  const body = (...end: readonly string[]): string =>
    parseTranscript(lines('# S.', 'PUT /a HTTP/1.1', '', 'sent', ...end, '### 200', '', 'got', ...end), 'x')
      .exchanges.flatMap(({ request, expected }) => [request.body, expected.body])
      .join('|');
  expect(body()).toBe('sent|got');
  expect(body('')).toBe('sent|got');
  expect(body('', '')).toBe('sent\n|got\n');
});

test('a transcript that cannot be read is refused with the line at fault', () => {
  const refusal = (...text: readonly string[]): string => {
    try {
      parseTranscript(lines(...text), 'd/c');
      return 'none';
    } catch (error) {
      return String(error);
    }
  };
  expect(refusal('GET / HTTP/1.1')).toContain('d/c, line 1: expected # and a sentence');
  expect(refusal('# S.', '', 'GET /')).toContain('d/c, line 3: expected a request line');
  expect(refusal('# S.', 'GET / HTTP/1.1', 'Host localhost')).toContain('line 3: "Host localhost" is no header');
  expect(refusal('# S.', 'GET / HTTP/1.1', '', '======')).toContain('line 4: expected an answer');
  expect(refusal('# S.', 'GET /{{$id}} HTTP/1.1', '', '### 200')).toContain('line 2: nothing before captures {{$id}}');
  expect(refusal('# S.', 'PUT / HTTP/1.1', '', '{{guid}}', '### 200')).toContain('a request cannot hold {{guid}}');
  expect(refusal('# S.', 'GET / HTTP/1.1', '', '### 200', '', '{{number}}')).toContain('{{number}} is no marker');
});
