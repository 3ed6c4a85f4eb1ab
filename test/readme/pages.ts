import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { markerUsages } from '../../src/docs/marker.js';
import { accuracyTable } from '../truth/accuracy-table.js';
import { differingTable, leftOutTable, publishedCount, reproducedTable } from '../truth/published-table.js';
import { type Generators, markdownTable } from './blocks.js';
import { librarySection } from './library-section.js';
import { offersTable, regionsTable, sourcesTable } from './prices-page.js';
import { commandsTable, interviewTranscript } from './program-page.js';
import { scenarioTables } from './scenario-page.js';
import { serviceSections, servicesTable } from './services-page.js';

/** Every page with generated blocks, and what each block is generated from. `npm run bench` writes that of the bench. */
export const PAGES: Readonly<Record<string, Generators>> = {
  'README.md': { interview: interviewTranscript, library: librarySection, 'published calculations': publishedCount },
  'pricing/README.md': { offers: offersTable, regions: regionsTable, sources: sourcesTable },
  'scenarios/README.md': { ...scenarioTables, 'shipped scenarios': shippedScenarios },
  'src/commands/README.md': { commands: commandsTable },
  'src/docs/README.md': { markers: () => ['```text', ...markerUsages(), '```'].join('\n') },
  'src/services/README.md': { services: servicesTable, 'each service': serviceSections },
  'test/truth/README.md': {
    'published calculations': publishedCount,
    differing: differingTable,
    'left out': leftOutTable,
    reproduced: reproducedTable,
    accuracy: accuracyTable,
  },
  '.github/CONTRIBUTING.md': {},
};

/** Pages without generated blocks of their own. */
export const OTHER_PAGES: readonly string[] = ['test/README.md', 'test/bench/README.md'];

const COMMENT = /^# (?!yaml-language-server)(.+)$/gm;

/** What each shipped scenario asks: the comment at its top. */
function shippedScenarios(): string {
  const rows = readdirSync('scenarios')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const text = readFileSync(`scenarios/${name}`, 'utf8');
      const { designs } = load(text) as { designs: readonly { name: string }[] };
      const [head = ''] = text.split(/^version:/m);
      const about = [...head.matchAll(COMMENT)].map(([, words]) => words).join(' ');
      return [`[${name}](${name})`, about, designs.map((design) => design.name).join('; ')];
    });
  return markdownTable(['scenario', 'about', 'designs'], rows);
}
