import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../src/core/fault.js';
import type { FaultCode, Route } from '../../src/dialect/contract.js';
import { projectRoot } from '../../src/project.js';
import { readTranscripts } from '../../src/replay/run.js';
import { callOf, routeFinder } from './calls.js';
import type { Answer } from './exercises/exercise.js';
import { faultsOf, forTheLog } from './faults.js';
import { headings, tableBelow } from './readme.js';
import { subjects, variants, type Subject } from './subjects.js';

const sections = ['Source', 'URLs', 'Formats', 'Credentials', 'Faults', 'Quirks and decisions', 'Not offered'];
const files = ['README.md', 'bindings', 'faults.ts', 'index.ts', 'lens', 'routes.ts', 'settings.ts', 'wire'];

/** What no answer may say: values nobody filled in, and what is none of a client's business. */
const unspeakable = /undefined|NaN|\[object|\bat \S+ \(|SQLITE|constraint failed/;

/** The answers, one a format, with which a fault leaves; `route` where the request got that far. */
function answers({ dialect }: Subject, fault: Fault, route?: Route): readonly (Answer & { readonly head: string })[] {
  const headers = [['Content-Type', 'text/plain; charset=utf-7']] as const;
  const call = callOf({ method: route?.method ?? 'GET', path: route?.pattern ?? '/nowhere', headers });
  const said = route?.binding.faults?.[fault.code as FaultCode];
  const open = said?.(fault, call) ?? dialect.fault(fault, call);
  const { status, body, root, headers: own = [] } = dialect.seal?.(open, call) ?? open;
  const sent = [...(dialect.headers ?? []), ...own];
  return dialect.codecs.map((codec) => ({
    status,
    head: sent.join('\n'),
    text: body === undefined ? '' : codec.encode(body, root),
  }));
}

function complaints(
  { exercise: { succeeded } }: Subject,
  answer: Answer & { readonly head: string },
): readonly string[] {
  const said = `${answer.text}\n${answer.head}`;
  return [
    ...(answer.status === 200 || answer.status >= 400 ? [] : ['its status is none of refusal']),
    ...(succeeded(answer) ? ['it reads as success'] : []),
    ...(unspeakable.test(said) || said.includes(forTheLog) ? ['it says what no client should see'] : []),
  ];
}

describe.each(variants.map((subject) => [subject.name, subject] as const))('%s', (_name, subject) => {
  const places = [undefined, ...subject.dialect.routes].map(
    (route) => [route ? `${route.method} ${route.pattern}` : 'a path nobody answers', route] as const,
  );

  test.each(places)('refuses in words of its own, whatever the fault, at %s', (_place, route) => {
    const wrong = faultsOf(route?.binding.name).flatMap((fault) =>
      answers(subject, fault, route).flatMap((answer) => {
        const found = complaints(subject, answer);
        return found.length === 0 ? [] : [{ code: fault.code, details: fault.details, answer, found }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (_name, { dialect }) => {
  const folder = join(projectRoot, 'dialects', dialect.id);
  const readme = () => readFile(join(folder, 'README.md'), 'utf8');
  const table = [...new Set(dialect.routes.map(({ method, pattern }) => `${method} ${pattern}`))].sort();

  test('shows in transcripts how every route answers', async () => {
    const find = routeFinder(dialect);
    const transcripts = await readTranscripts([join(projectRoot, 'fixtures', dialect.id)]);
    const answered = new Set(transcripts.flatMap(({ exchanges }) => exchanges.map(({ request }) => find(request))));
    const missing = dialect.routes.filter((route) => !answered.has(route));
    expect(missing.map(({ method, pattern }) => `${method} ${pattern}`)).toEqual([]);
  });

  test('lists its routes in its README', async () => {
    const [titles = [], ...rows] = tableBelow(await readme(), 'URLs');
    expect(titles.slice(0, 2)).toEqual(['Method', 'Path']);
    expect(rows.map(([method, path]) => `${method} ${path}`).sort()).toEqual(table);
  });

  test('has a README of the same sections as every other', async () => {
    expect(headings(await readme())).toEqual(sections);
  });

  test('has a folder of the same files as every other', async () => {
    const names = await readdir(folder, { withFileTypes: true });
    const either = new Set(['bindings.ts', 'lens.ts', 'wire.ts']);
    expect(names.map(({ name }) => (either.has(name) ? name.slice(0, -3) : name)).sort()).toEqual(files);
  });
});
