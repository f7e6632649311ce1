import { listening } from '../replay/server.js';
import { freePort } from '../support/ports.js';
import { run, serve } from './program.js';

test('health says what a ready gateway says, and exits 0, by its URL and by the settings', async () => {
  const gateway = await serve(['--demo', '--database', 'sqlite::memory:']);
  const env = { GATEWAY_ADMIN_PORT: gateway.adminUrl.port, GATEWAY_ADMIN_HOST: '0.0.0.0' };
  const outcomes = [
    await run(['health', '--url', `${gateway.adminUrl.origin}/readyz`]),
    await run(['health'], { env }),
  ];
  await gateway.stop();
  const ready = { code: 0, out: '{"status":"ready"}\n', err: '' };
  expect(outcomes).toMatchObject([ready, ready]);
});

test('health exits 1 with a line where nobody listens, and for what is no URL', async () => {
  const url = `http://127.0.0.1:${await freePort()}/readyz`;
  const silent = await run(['health', '--url', url]);
  expect(silent).toMatchObject({ code: 1, out: '', err: `customer-gateway: ${url} does not answer (ECONNREFUSED).\n` });
  expect(await run(['health', '--url', 'gateway'])).toMatchObject({
    code: 1,
    err: 'customer-gateway: --url takes a URL, not gateway.\n',
  });
});

test('health exits 1 for a gateway that is draining, and within seconds for one that hangs', async () => {
  const draining = await listening((_seen, response) => response.writeHead(503).end('{"status":"draining"}'));
  const { code, err } = await run(['health', '--url', draining.url.href]);
  expect({ code, err }).toEqual({
    code: 1,
    err: `customer-gateway: ${draining.url.href} says 503 {"status":"draining"}.\n`,
  });
  await draining.close();

  const hanging = await listening(() => undefined);
  const since = performance.now();
  expect(await run(['health', '--url', hanging.url.href])).toMatchObject({ code: 1 });
  expect(performance.now() - since).toBeLessThan(20_000);
  await hanging.close();
});
