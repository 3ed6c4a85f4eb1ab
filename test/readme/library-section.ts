import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

const ENTRY = '../../src/index.js';

/** The example of the library as a user writes it, with what it prints. */
export async function librarySection(): Promise<string> {
  const source = readFileSync(join(import.meta.dirname, 'library-example.ts'), 'utf8').trimEnd();
  if (!source.includes(ENTRY)) throw new Error(`the example does not import ${ENTRY}`);
  const printed = await printedBy(() => import('./library-example.js'));
  return ['```js', source.replace(ENTRY, 'aws-crossover'), '```', '', '```text', ...printed, '```'].join('\n');
}

async function printedBy(run: () => Promise<unknown>): Promise<string[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await run();
    return log.mock.calls.map(([line]) => `${line}`);
  } finally {
    log.mockRestore();
  }
}
