import { join } from 'node:path';
import { dialects } from '../dialects/index.js';
import { projectRoot } from '../src/project.js';
import { readTranscripts, runTranscripts } from '../src/replay/run.js';
import { openSandbox } from '../src/sandbox.js';

const fixtures = join(projectRoot, 'fixtures');

for (const { name, sentence } of await readTranscripts([fixtures])) {
  test(`${name}: ${sentence}`, async () => {
    const results = await runTranscripts([join(fixtures, `${name}.http`)], {
      open: (data) => openSandbox(dialects, data),
    });
    expect(results).toHaveLength(1);
    for (const { status, explanation } of results) if (status !== 'same') throw new Error(explanation);
  });
}
