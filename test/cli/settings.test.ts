import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/ports.js';
import { freshFolder, run } from './program.js';

test('every command that knows a database takes the config file the gateway is served with', async () => {
  const folder = await freshFolder();
  const adminPort = await freePort();
  const settings = {
    ...{ database: 'sqlite:from-file.db', adminPort, demo: false, dialects: ['m4'] },
    ...{ mounts: { m4: { prefix: '/crm' } }, timeZones: { m4: 'Europe/Berlin' }, settings: { m4: {} } },
  };
  await writeFile(join(folder, 'gateway.json'), JSON.stringify(settings));
  const say = (args: string, input = '', env = {}) =>
    run([...args.split(' '), '--config', 'gateway.json'], { folder, input, env });
  const record = '{"kind":"customers","id":1,"number":"A"}\n';
  expect(await say('seed -', record)).toMatchObject({ code: 0, out: '-: 1 created, 0 changed, 0 unchanged\n' });
  expect(await say('migrate')).toMatchObject({ code: 0, out: 'nothing to do\n' });
  expect(await say('users add billing --dialect m4', 'a long password\n')).toMatchObject({ code: 0 });
  expect((await say('users list')).out).toContain('billing');
  expect(await say('deliveries list')).toMatchObject({ code: 0 });
  expect(await say('jobs run --dry-run')).toMatchObject({ code: 0 });
  expect((await say('backup copy.db')).out).toContain('1 customers');
  expect((await say('health')).err).toContain(`http://127.0.0.1:${adminPort}/readyz does not answer`);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('there too a flag beats a variable, and a variable the config file', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'gateway.json'), '{"database":"sqlite:from-file.db"}');
  const env = { GATEWAY_DATABASE: 'sqlite:from-variable.db' };
  const migrate = ['migrate', '--config', 'gateway.json'];
  await run([...migrate, '--database', 'sqlite:from-flag.db'], { folder, env });
  expect(['flag', 'variable', 'file'].filter((name) => existsSync(join(folder, `from-${name}.db`)))).toEqual(['flag']);
  await run(migrate, { folder, env });
  expect(existsSync(join(folder, 'from-file.db'))).toBe(false);
  expect(existsSync(join(folder, 'from-variable.db'))).toBe(true);
});
