import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createFront } from '../../src/admin/front.js';

let server: Server | undefined;

afterEach(() => server?.close());

async function serve(load: () => Promise<RequestListener>, failed: (error: unknown) => void): Promise<string> {
  const condition = { ready: () => true, well: () => true, draining: () => false };
  server = createServer(createFront(condition, load, failed)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an admin plane that cannot be loaded is said to be unavailable, and is there as soon as it can be', async () => {
  const reasons: unknown[] = [];
  let isThere = false;
  const admin: RequestListener = (_req, res) => void res.end('here');
  const load = () => (isThere ? Promise.resolve(admin) : Promise.reject(new Error('the files are being replaced')));
  const url = await serve(load, (error) => reasons.push(error));

  const refused = await fetch(`${url}/v1/customers`);
  expect([refused.status, await refused.json()]).toEqual([500, { status: 'unavailable' }]);
  expect(String(reasons)).toContain('being replaced');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  isThere = true;
  expect(await (await fetch(`${url}/v1/customers`)).text()).toBe('here');
});
