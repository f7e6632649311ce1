import { customerMain } from '../../../dialects/customer-main/index.js';
import { openSandbox } from '../../../src/sandbox.js';

const customer = JSON.stringify({ kind: 'customers', id: 1, name: 'Acme' });

test('below a prefix of its own, a path outside the API is one that no route leads to', async () => {
  const mounts = { 'customer-main': { prefix: '/manex' } };
  const sandbox = await openSandbox([customerMain], customer, { mounts });
  const url = new URL('/manex/CustomerAdd/1', sandbox.url);
  const answer = await fetch(url);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({
    $id: '1',
    Message: `No HTTP resource was found that matches the request URI '${url.href}'.`,
    MessageDetail: 'No route data was found for this request.',
  });
  await sandbox.close();
});
