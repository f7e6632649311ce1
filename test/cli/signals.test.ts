import { m4 } from '../gateway/http.js';
import { dial, json, parts, written } from '../gateway/wire.js';
import { freshDatabase, serve } from './program.js';

const body = '{"CustomerType":"B","Name":"In flight"}';
const head = [
  `POST ${m4('AddCustomer')} HTTP/1.1`,
  'Host: x',
  json,
  'Expect: 100-continue',
  `Content-Length: ${body.length}`,
];

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with exit code 0, whoever is connected', async (signal) => {
  const serving = await serve(['--demo', '--database', await freshDatabase()]);
  const [idle, unused] = [await dial(serving.url), await dial(serving.url)];
  idle.send(written('GET', m4('GetCustomer/125')));
  await idle.heard(/"ID":125/);
  const from = performance.now();
  serving.signal(signal);
  const { code, signal: by, err } = await serving.ended();
  expect([code, by, err]).toEqual([0, null, '']);
  expect(performance.now() - from).toBeLessThan(5000);
  unused.hangUp();
});

test('what is in flight at SIGTERM is answered before it ends, and kept', async () => {
  const database = await freshDatabase();
  const serving = await serve(['--demo', '--database', database]);
  const wire = await dial(serving.url);
  wire.send([...head, '', ''].join('\r\n'));
  await wire.heard(/100 Continue/);
  serving.signal('SIGTERM');
  while (!serving.out().includes('"draining"')) await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(dial(serving.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  wire.send(body);
  const [, answer] = parts(await wire.ended());
  expect(answer?.status).toBe(200);
  expect(answer?.head).toMatch(/^Connection: close$/im);
  expect((await serving.ended()).code).toBe(0);

  const again = await serve(['--demo', '--database', database]);
  const { ID } = JSON.parse(answer?.body ?? '') as { ID: number };
  const reader = await dial(again.url);
  reader.send(written('GET', m4(`GetCustomer/${ID}`), ['Connection: close']));
  expect(parts(await reader.ended())[0]?.body).toBe(answer?.body);
  await again.stop();
});

test('an acknowledged customer survives SIGKILL', async () => {
  const database = await freshDatabase();
  const serving = await serve(['--demo', '--database', database]);
  const wire = await dial(serving.url);
  wire.send(written('POST', m4('AddCustomer'), [json], body));
  const [answer] = parts(await wire.heard(/\}$/));
  serving.signal('SIGKILL');
  expect((await serving.ended()).signal).toBe('SIGKILL');

  const again = await serve(['--demo', '--database', database]);
  const { ID } = JSON.parse(answer?.body ?? '') as { ID: number };
  const reader = await dial(again.url);
  reader.send(written('GET', m4(`GetCustomer/${ID}`), ['Connection: close']));
  expect(parts(await reader.ended())[0]?.body).toBe(answer?.body);
  await again.stop();
});
