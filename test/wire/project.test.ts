import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, projectVersion } from '../../src/project.js';

test('the project is found from its sources, with the version its manifest states', () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  expect(manifest.name).toBe('customer-gateway');
  expect(projectVersion).toBe(manifest.version);
  expect(existsSync(join(projectRoot, 'src', 'project.ts'))).toBe(true);
});
