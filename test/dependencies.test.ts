import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  string,
  Record<string, string>
>;
const [, section = ''] = readFileSync('.github/CONTRIBUTING.md', 'utf8').split('\n## Dependencies\n');
const rows = section.split('\n## ', 1)[0]?.split('\n') ?? [];
const named = rows
  .filter((row) => row.startsWith('| `'))
  .flatMap((row) => row.split(' | ')[0]?.match(/(?<=`)[^`]+/g) ?? []);

it.each(Object.keys({ ...dependencies, ...devDependencies }))('%s has a reason in CONTRIBUTING', (name) => {
  expect(named).toContain(name);
});
