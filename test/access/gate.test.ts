import { createGate } from '../../src/access/gate.js';
import { codeOf } from './door.js';

function work() {
  let finish = (): void => undefined;
  const started: string[] = [];
  const all = new Promise<void>((done) => (finish = done));
  return { started, finish: () => finish(), run: (name: string) => () => (started.push(name), all) };
}

test('as many works run at once as the gate is wide, and the rest in the order they came', async () => {
  const gate = createGate(2, 10);
  const { started, finish, run } = work();
  const works = ['a', 'b', 'c', 'd'].map((name) => gate(run(name)));
  await Promise.resolve();
  expect(started).toEqual(['a', 'b']);
  finish();
  await Promise.all(works);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('who finds the waiting room full is told to come back in a second, and the others are served', async () => {
  const gate = createGate(1, 1);
  const { finish, run } = work();
  const served = [gate(run('a')), gate(run('b'))];
  await expect(gate(run('c'))).rejects.toMatchObject({ code: 'login-limited', details: { retryAfter: 1 } });
  finish();
  await Promise.all(served);
  expect(await codeOf(() => gate(run('d')))).toBeUndefined();
});

test('a work that fails gives its place to the next', async () => {
  const gate = createGate(1, 1);
  const failing = gate(() => Promise.reject(new Error('broken')));
  const next = gate(() => Promise.resolve('served'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('served');
});
