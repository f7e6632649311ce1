import fc from 'fast-check';
import { n2fe } from '../../../dialects/n2fe/index.js';
import type { Answer } from '../../gateway/http.js';
import { fuzz, type Sent } from '../../support/fuzzing.js';
import { demoCookie } from './house.js';

const words = fc.constantFrom(
  ...['su', 'rapidity', 'nobody', '3134', '1551', '430184/A', '0', '-1', '1e3', '1.50', '99999999999', 'true', ''],
  ...['%', '_', '"', '\\', '\0', '\ud800', '\u2028', '😀', '\r\n', 'x'.repeat(51), 'ä'.repeat(4001), ' '.repeat(60)],
);
const text = fc.oneof({ weight: 3, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 8 }));
const names = fc.constantFrom(
  ...['customer_reference', 'customer_reference', 'description', 'description', 'name', 'id', 'customer_id', '_ttype'],
  ...['__proto__', 'constructor', 'toString', 'username', 'password', 'CUSTOMER_REFERENCE', ''],
);
const value = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.bigInt().map(Number)),
  fc.object({ maxDepth: 1, maxKeys: 2 }),
);
const row = fc.array(fc.tuple(names, value), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs));

/** What perl's reader of JSON takes or leaves, besides JSON. */
const odd = fc.constantFrom(
  ...['', '{', '[]', '[1]', '"a"', 'null', '[{},1]', "{'a':1}", '{"a":1,}', '{"a":01}', '{"a":1e999}', '{"a":-}'],
  ...['{"description":"\ud800"}', '{"description":"\\ud800"}', '{"description":"\\u0000"}', '{"a":1}x', '\ufeff{}'],
  ...['[' + '{},'.repeat(1200) + '{}]', '['.repeat(70) + ']'.repeat(70), '{"a":'.repeat(600), '{"description":"\t"}'],
);
const json = fc.oneof(
  { weight: 6, arbitrary: row.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: fc.array(row, { maxLength: 3 }).map((rows) => JSON.stringify(rows)) },
  { weight: 2, arbitrary: odd },
  {
    weight: 1,
    arbitrary: fc.tuple(row, fc.nat(), text).map(([one, at, put]) => damaged(JSON.stringify(one), at, put)),
  },
);
const damaged = (whole: string, at: number, put: string): string =>
  whole.slice(0, at % whole.length) + put + whole.slice(at % whole.length);

const escaped = (held: string): string => Buffer.from(held).toString('hex').replace(/../g, '%$&');
const pair = fc.oneof(
  fc.tuple(names, text).map(([name, held]) => `${escaped(name)}=${escaped(held)}`),
  fc.constantFrom(
    'name=rapi',
    'name=%',
    'name=_',
    'name=0800',
    'page_start=1',
    'page_limit=1',
    'page_start=-1',
    'name',
  ),
  fc.constantFrom(
    'page_limit=99999999999',
    'page_start=1.5',
    'page_limit=x',
    'format=json',
    'format=json.rest',
    'a=%zz',
  ),
  fc.constantFrom('format=csv', 'format=%00', 'format=', '_method=PUT', '_method=fetch', '_method=delete', '_method=x'),
  fc.constantFrom(
    'username=su&password=su',
    'username=rapidity&password=rapidity',
    '__proto__=1',
    'username=su',
    '&',
    ';',
  ),
  fc.string({ maxLength: 6 }),
);
const query = fc.array(pair, { maxLength: 3 }).map((all) => all.join('&'));
const form = fc.oneof(query, fc.constant('username=su&password=su'));

const customer = fc.constantFrom(
  '3134',
  '3134',
  '3134',
  '1551',
  '125',
  '0',
  '-1',
  'x',
  '%00',
  '%E0%80',
  '..',
  '99999999999',
  '',
);
const prefix = fc.constantFrom(
  '/jarvis-agent/n2fe',
  '/jarvis-agent/n2fe',
  '/n2fe/jarvis-agent/n2fe',
  '/jarvis-agent',
  '/N2FE',
);
const path = fc.tuple(
  fc.oneof({ weight: 8, arbitrary: fc.constant('/jarvis-agent/n2fe') }, prefix),
  fc.oneof(
    { weight: 4, arbitrary: customer.map((id) => `/api/customer/${id}`) },
    { weight: 2, arbitrary: fc.constant('/api/customer') },
    { weight: 2, arbitrary: fc.constantFrom('/__status', '/__login', '/__logout', '/__habitat', '/__%00') },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }).map((rest) => `/${rest}`) },
  ),
);
const method = fc.constantFrom('GET', 'GET', 'PUT', 'PUT', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS');
const cookie = fc.oneof(
  { weight: 8, arbitrary: fc.constant(demoCookie) },
  fc.constantFrom('', 'N2FE_CGISESSID=', 'N2FE_CGISESSID=x', `N2FE_CGISESSID=${'0'.repeat(32)}`, 'a=b; ;=;', '=; ,"'),
  fc.constantFrom(`a=%zz; ${demoCookie}`, `${demoCookie}&x`, `${demoCookie}; ${demoCookie}`, demoCookie.toLowerCase()),
);
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'text/json',
  'text/plain',
  'application/json;charset=x',
  '',
);
const body = fc.oneof(
  { weight: 6, arbitrary: json.map((one) => ['application/json', one] as const) },
  { weight: 1, arbitrary: form.map((one) => ['application/x-www-form-urlencoded', one] as const) },
  { weight: 1, arbitrary: fc.tuple(type, fc.oneof(json, text)) },
);

const requests = fc
  .record({ method, path, query, cookie, body })
  .map(({ method, path, query, cookie, body: [type, body] }): Sent => ({
    ...{ method, target: `${path.join('')}?${query}`, body },
    headers: { 'Content-Type': type, Cookie: cookie },
  }));

/** Jarvis says 500 to much that clients send; these are the gateway's own. */
const broken = ({ status, text }: Answer): boolean =>
  status > 501 || /Internal error|database is not available/.test(text);

/** A 200 that refuses is told from one that does something. */
function kindOf({ status, text }: Answer): unknown {
  const refused = status === 200 && text.startsWith('{') && (JSON.parse(text) as { success?: number }).success === 0;
  return refused ? 'refused' : status;
}

const headers = { Cookie: demoCookie, 'Content-Type': 'application/json' };
const customers = '/jarvis-agent/n2fe/api/customer';
const put = (body: string, id = 3134): Sent => ({ method: 'PUT', target: `${customers}/${id}`, headers, body });

describe.each(['6.3', '6.6', '7.3'])('as version %s', (version) => {
  fuzz({
    modules: [n2fe],
    flags: { settings: { n2fe: { version } } },
    requests,
    broken,
    kindOf,
    succeeded: (kind) => kind === 200,
    // Whoever logs in is logged in, whatever else is asked for.
    besides: ['sessions'],
    plain: [
      [200, { method: 'GET', target: `${customers}?name=rapi`, headers }],
      [200, put('{"description": "Any"}')],
      [200, put('{"description": "Any"}', 1)],
      ['refused', put('{"description": {}}')],
      [500, put('{')],
      [500, { method: 'DELETE', target: `${customers}/3134`, headers }],
      [401, { method: 'GET', target: customers }],
      [404, { method: 'GET', target: `${customers}/1`, headers }],
      [501, { method: 'OPTIONS', target: customers, headers }],
      [200, { method: 'GET', target: '/jarvis-agent/n2fe/__login?username=su&password=su' }],
    ],
  });
});
