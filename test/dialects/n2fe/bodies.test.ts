import { openHouse, put, within, type House } from './house.js';

let house: House;

beforeAll(async () => {
  house = await openHouse({ bodyLimit: 2000 });
});

afterAll(() => house.close());

const raw = (bytes: Uint8Array<ArrayBuffer>, contentType: string): RequestInit => ({
  method: 'PUT',
  headers: { 'Content-Type': contentType },
  body: bytes,
});

test('a body over the limit is refused as plain text', async () => {
  const { status, headers, text } = await house.ask('/api/customer/3134', put({ description: 'x'.repeat(2000) }));
  expect([status, text]).toEqual([413, 'Request entity too large.\n']);
  expect(headers.get('content-type')).toBe('text/plain');
});

test('more rows than one request may have are refused as a whole', () =>
  within({ rowLimit: 2 }, async ({ ask }) => {
    expect((await ask('/api/customer/3134', put([{}, {}]))).status).toBe(200);
    const { status, text } = await ask('/api/customer/3134', put([{}, {}, { description: 'lost' }]));
    expect([status, text]).toEqual([413, 'Request entity too large.\n']);
    expect((await ask('/api/customer/3134')).text).not.toContain('lost');
  }));

test('characters that no customer can hold are refused in the query, too', async () => {
  for (const path of ['/api/customer?name=%00', '/api/customer/3134?description=a%01b']) {
    const { status, text } = await house.ask(path, path.includes('3134') ? { method: 'PUT' } : {});
    expect([path, status]).toEqual([path, 500]);
    expect(text).toMatch(/\] invalid character encountered while parsing JSON string\n$/);
  }
});

test('what is not UTF-8 is malformed JSON, and no matter where nobody reads it', async () => {
  const bytes = Uint8Array.from([0x7b, 0xff, 0x7d]);
  const { status, text } = await house.ask('/api/customer/3134', raw(bytes, 'application/json'));
  expect(status).toBe(500);
  expect(text).toMatch(/\] malformed UTF-8 character in JSON string\n$/);
  const stored = await house.ask('/api/customer/3134', raw(bytes, 'application/octet-stream; charset=none'));
  expect(JSON.parse(stored.text)).toMatchObject({ success: 1, modified: 1 });
});

test('the wrong kind of JSON is refused and never a failure of the gateway', async () => {
  const bodies = [
    '{"__proto__":{}}',
    '{"a":"\\u0000"}',
    '['.repeat(900),
    `${'['.repeat(100)}${']'.repeat(100)}`,
    'true',
    '[[]]',
  ];
  for (const body of bodies) {
    const { status, text } = await house.ask('/api/customer/3134', put(body));
    expect([body, status]).toEqual([body, 500]);
    expect(text).not.toContain('Internal error');
  }
});

test('a login may be a number in JSON', async () => {
  const { text } = await house.ask('/__status', {
    method: 'POST',
    headers: { Cookie: '', 'Content-Type': 'application/json' },
    body: '{"username":7,"password":12345678}',
  });
  expect(text).toContain(`"error_string" : "User '7' not known."`);
});
