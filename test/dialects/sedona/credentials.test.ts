import { sedona } from '../../../dialects/sedona/index.js';
import { addAccount } from '../../../src/access/accounts.js';
import { openReady } from '../../../src/database.js';
import { systemClock } from '../../../src/runtime.js';
import { openSandbox } from '../../../src/sandbox.js';
import { createAccounts } from '../../../src/store/accounts.js';
import { databases } from '../../support/databases.js';

const login = { name: 'alice', password: 'a long password' };

test('Who has no login is answered nothing, in the format negotiated; who has one is answered.', async () => {
  const database = await databases.sqlite();
  const { engine } = await openReady(database.url);
  await addAccount(createAccounts(engine), systemClock, { dialect: 'sedona', groups: [], ...login });
  await engine.close();
  const sandbox = await openSandbox([sedona], '', { demo: false, adminToken: 'a'.repeat(32), database: database.url });
  const ask = (headers: Record<string, string>) => fetch(new URL('/api/term', sandbox.url), { headers });
  try {
    const refused = await ask({ Accept: 'text/xml' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Basic realm="SedonaAPI"');
    expect(await refused.text()).toBe(
      '<Error><Message>Authorization has been denied for this request.</Message></Error>',
    );
    const credentials = Buffer.from(`${login.name}:${login.password}`).toString('base64');
    const answered = await ask({ Authorization: `Basic ${credentials}` });
    expect([answered.status, await answered.text()]).toEqual([200, '[]']);
  } finally {
    await sandbox.close();
    await database.drop();
  }
});
