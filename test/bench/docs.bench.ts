import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from './bench.js';
import { PROGRAM, wallMs } from './process.js';

const DOCUMENTS = 200;
const MARKERS = 1000;
const SCENARIOS = 20;
const MAX_MS = 1500;
const ROUNDS = 5;

const ROOT = join(import.meta.dirname, '../..');
const PARAGRAPH = 'What this costs depends on how much it is asked, and on how much of a request is waiting. '.repeat(
  6,
);

/** A folder of documents checked in one process, each marker up to date, so that nothing is left out. */
export default async function docsCheck(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    writeDocuments(folder);
    const { status } = spawnSync(process.execPath, [PROGRAM, 'docs', 'update', folder], { cwd: ROOT, stdio: 'ignore' });
    if (status !== 0) throw new Error(`docs update ended with ${status}`);
    const ms = median(Array.from({ length: ROUNDS }, () => wallMs([PROGRAM, 'docs', 'check', folder])));
    return [
      {
        what: `docs check, ${DOCUMENTS} documents, ${MARKERS} markers, ${SCENARIOS} scenarios`,
        measured: `${(ms / 1000).toFixed(2)} s`,
        budget: `≤ ${MAX_MS / 1000} s`,
        ok: ms <= MAX_MS,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Design documents with prose, code and, of five markers each, one table and one list of assumptions. */
function writeDocuments(folder: string): void {
  const folderOfScenarios = join(ROOT, 'scenarios');
  cpSync(join(folderOfScenarios, 'traces'), join(folder, 'traces'), { recursive: true });
  const shipped = readdirSync(folderOfScenarios).filter((name) => name.endsWith('.yaml'));
  for (let index = 0; index < SCENARIOS; index += 1) {
    copyFileSync(join(folderOfScenarios, shipped[index % shipped.length] ?? ''), join(folder, `${index}.yaml`));
  }
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const markers = Array.from({ length: MARKERS / DOCUMENTS }, (_, place) => {
      const scenario = `${(index + place) % SCENARIOS}.yaml`;
      const kind = ['table', 'assumptions'][place % 2] ?? 'table';
      return `<!-- crossover:${kind} ${scenario} -->\n<!-- /crossover -->`;
    });
    const code = '```ts\nexport const handler = async () => ({ statusCode: 200 });\n```';
    const sections = markers.map((marker, place) => `## Part ${place}\n\n${PARAGRAPH}\n\n${code}\n\n${marker}\n`);
    writeFileSync(join(folder, `${index}.md`), `# Design ${index}\n\n${sections.join('\n')}`);
  }
}
