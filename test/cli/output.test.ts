import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { start } from './program.js';

const ended = async (child: NodeJS.EventEmitter) => (await once(child, 'close')) as [number | null, string | null];

test('a command whose output nobody reads any more does its work to the end', async () => {
  const { child, err } = await start(['migrate', '--database', 'sqlite::memory:']);
  child.stdout?.destroy();
  expect(await ended(child)).toEqual([0, null]);
  expect(err()).toBe('');
});

test('an output that cannot be written, as on a full disk, fails a command in one line', async () => {
  const { child, err } = await start(['--version']);
  const [program = ''] = child.spawnargs.slice(1);
  await ended(child);
  const line = `exec "${process.execPath}" "${program}" migrate --database sqlite::memory: > /dev/full`;
  const full = spawn('sh', ['-c', line], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [complaint, outcome] = await Promise.all([text(full.stderr), ended(full)]);
  expect(complaint).toBe('customer-gateway: The output cannot be written (ENOSPC).\n');
  expect(outcome).toEqual([1, null]);
  expect(err()).toBe('');
});

test.each(['1', '2'])('a gateway of %s processes whose log nobody reads any more serves on', async (workers) => {
  const served = ['serve', '--port', '0', '--admin-port', '0', '--dialects', 'm4', '--anonymous', 'm4'];
  const { child, out, err } = await start([...served, '--workers', workers], { env: { GATEWAY_ADMIN_TOKEN: 'token' } });
  const url = (): string | undefined => /vendor plane listening on (\S+?)"/.exec(out())?.[1];
  while (url() === undefined) await once(child.stdout as NodeJS.EventEmitter, 'data');
  child.stdout?.destroy();
  for (let i = 0; i < 6; i++) {
    expect((await fetch(new URL('/Billing/Customer/Specification', url()))).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGTERM');
  expect(await ended(child)).toEqual([0, null]);
  expect(err()).toBe('');
});
