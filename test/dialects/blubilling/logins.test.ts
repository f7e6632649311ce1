import { blubilling } from '../../../dialects/blubilling/index.js';
import { addAccount } from '../../../src/access/accounts.js';
import { verifyPassword } from '../../../src/access/passwords.js';
import { openReady } from '../../../src/database.js';
import { systemClock } from '../../../src/runtime.js';
import { openSandbox, type Sandbox } from '../../../src/sandbox.js';
import { createAccounts } from '../../../src/store/accounts.js';
import { openDatabase } from '../../../src/store/open.js';
import { ask, type Row } from '../../../src/store/statement.js';
import { databaseNames, databases } from '../../support/databases.js';

const password = 'Sachxwe001';
const operator = `Basic ${Buffer.from('billing-client:a long password').toString('base64')}`;

describe.each(databaseNames)('on %s', (name) => {
  let database: { readonly url: string; readonly drop: () => Promise<void> };
  let house: Sandbox;

  beforeEach(async () => {
    database = await databases[name]();
    const { engine } = await openReady(database.url);
    const account = { dialect: 'blubilling', name: 'billing-client', password: 'a long password', groups: [] };
    await addAccount(createAccounts(engine), systemClock, account).finally(() => engine.close());
    house = await openSandbox([blubilling], '', {
      database: database.url,
      demo: false,
      adminToken: 'a token of the test',
    });
  });

  afterEach(async () => {
    await house.close();
    await database.drop();
  });

  async function send(method: string, path: string, body?: string, Authorization = operator) {
    const headers = { ...(Authorization !== '' && { Authorization }) };
    const response = await fetch(new URL(path, house.url), { method, headers, ...(body !== undefined && { body }) });
    return { status: response.status, asked: response.headers.get('www-authenticate'), text: await response.text() };
  }

  async function rows(sql: string): Promise<readonly Row[]> {
    const engine = await openDatabase(database.url);
    const work = function* () {
      return yield* ask({ name: sql, build: (q) => q.raw(sql) });
    };
    return Promise.resolve(engine.read(work)).finally(() => engine.close());
  }

  const hashes = async () => (await rows('select password_hash from contact_logins order by login_key')).flat();

  const contact = (more = '') => `<billingContact><username>bill0004</username>${more}</billingContact>`;
  const create = (more = '') =>
    send('POST', '/rest/customers', `<customer><name>Bill</name>${contact(more)}</customer>`);

  test('the password of a contact is kept as an argon2id hash, and nothing that is kept or answered repeats it', async () => {
    const { status, text } = await create(`<passwd>${password}</passwd>`);
    expect(status).toBe(200);
    const [hash] = await hashes();
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(String(hash), password)).toBe(true);
    const kept = JSON.stringify([await rows('select doc from customers'), await rows('select patch from events')]);
    for (const said of [text, kept]) expect([said.includes(password), said.includes('argon2')]).toEqual([false, false]);
  });

  test('a password is optional, is set later, and stays while everything else changes', async () => {
    const id = /id="(\d+)"/.exec((await create()).text)?.[1] ?? '';
    expect(await hashes()).toEqual([null]);
    await send(
      'PUT',
      `/rest/customer/${id}/billingContact`,
      `<billingContact><passwd>${password}</passwd></billingContact>`,
    );
    const [hash] = await hashes();
    await send(
      'PUT',
      `/rest/customer/${id}`,
      '<customer><billingContact><username>bill0005</username></billingContact></customer>',
    );
    expect([await hashes(), await verifyPassword(String(hash), password)]).toEqual([[hash], true]);
    await send('DELETE', `/rest/customer/${id}`);
    expect(await hashes()).toEqual([]);
  });

  test('a contact cannot log in here, and without credentials nothing is answered', async () => {
    await create(`<passwd>${password}</passwd>`);
    const own = `Basic ${Buffer.from(`bill0004:${password}`).toString('base64')}`;
    for (const credentials of ['', own, 'Basic x']) {
      const { status, asked, text } = await send('GET', '/rest/customers', undefined, credentials);
      expect([status, asked]).toEqual([401, 'Basic realm="BluBilling"']);
      expect(text).toMatch(/<status><success>False<\/success>/);
    }
    expect((await send('GET', '/rest/customers')).status).toBe(200);
  });
});
