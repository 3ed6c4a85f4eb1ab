import { describe, expect, it } from 'vitest';
import { importsFormNoCircle } from './architecture/circles.js';
import * as layerRules from './architecture/rules.js';
import { importsOf, type SourceFile, sourceFiles } from './architecture/source-files.js';

const rules = { ...layerRules, importsFormNoCircle };

/** For each rule a file that breaks it, and what the rule says of it. */
const BROKEN: Readonly<Record<keyof typeof rules, readonly [files: readonly SourceFile[], says: string]>> = {
  importsPointDown: [
    [planted('model/unit.ts', "import type { Price } from '../prices/price.js';")],
    'model/unit.ts: imports upwards, from prices/price.ts',
  ],
  onlyOuterLayersUseNode: [
    [planted('services/x.ts', "import { readFileSync } from 'node:fs';")],
    'services/x.ts: imports node:fs',
  ],
  packagesStayInTheirLayers: [
    [planted('commands/x.ts', "import { input } from 'inquirer';")],
    'commands/x.ts: imports inquirer',
  ],
  simulationIsWithoutDecimal: [
    [
      planted('simulate/x.ts', "import { month } from '../model/month.js';"),
      planted('model/month.ts', "import {\n  exact,\n} from './decimal.js';"),
      planted('model/decimal.ts', ''),
    ],
    'simulate/x.ts: reaches model/month.ts > model/decimal.ts',
  ],
  coreRunsInABrowser: [
    [planted('core.ts', "export { readTextFile } from './io/read-file.js';"), planted('io/read-file.ts', '')],
    'core.ts: reaches io/read-file.ts',
  ],
  noUtilityFiles: [[planted('estimate/utils.ts', '')], 'estimate/utils.ts: names nothing'],
  noBarrels: [[planted('services/index.ts', "export * from './lambda.js';")], 'services/index.ts: export * from'],
  noClockNoRandomness: [[planted('simulate/x.ts', 'const seed = Math.random();')], 'simulate/x.ts: Math.random'],
  exactStaysExact: [[planted('estimate/x.ts', 'return total.toNumber();')], 'estimate/x.ts: .toNumber()'],
  importsFormNoCircle: [
    [
      planted('model/a.ts', "import { b } from './b.js';"),
      planted('model/b.ts', "import { c } from './c.js';"),
      planted('model/c.ts', "import type { A } from './a.js';"),
    ],
    'model/c.ts: turn the import of model/a.ts; circle: model/a.ts > model/b.ts > model/c.ts > model/a.ts',
  ],
  filesAreShort: [[planted('model/x.ts', '\n'.repeat(251))], 'model/x.ts: 251 lines, at most 250'],
};

describe('the sources keep to the architecture', () => {
  const files = sourceFiles();

  it.each(Object.entries(rules))('%s', (_name, rule) => {
    expect(rule(files)).toEqual([]);
  });
});

describe('each rule finds what breaks it', () => {
  it.each(Object.entries(rules))('%s', (name, rule) => {
    const [files, says] = BROKEN[name as keyof typeof rules];
    expect(rule(files)).toContain(says);
  });
});

describe('circles of imports', () => {
  const [a, b, c] = [
    planted('model/a.ts', "import { b } from './b.js';"),
    planted('model/b.ts', "import { c } from './c.js';\nimport type { A } from './a.js';"),
    planted('model/c.ts', "const { a } = await import('./a.js');"),
  ];

  it('each is found where several share a file', () => {
    expect(importsFormNoCircle([a, b, c])).toEqual([
      'model/b.ts: turn the import of model/a.ts; circle: model/a.ts > model/b.ts > model/a.ts',
      'model/c.ts: turn the import of model/a.ts; circle: model/a.ts > model/b.ts > model/c.ts > model/a.ts',
    ]);
  });

  it('two ways to one file are no circle', () => {
    const d = planted('model/d.ts', "import { b } from './b.js';\nimport { c } from './c.js';");
    expect(
      importsFormNoCircle([planted('model/b.ts', "import { c } from './c.js';"), planted('model/c.ts', ''), d]),
    ).toEqual([]);
  });
});

describe('imports are found however they are written', () => {
  it.each([
    ["import { a } from './a.js';", false],
    ["import {\n  a,\n  b,\n} from './a.js';", false],
    ["import a, { type B } from './a.js';", false],
    ["import './a.js';", false],
    ["export { a } from './a.js';", false],
    ["const a = await import('./a.js');", false],
    ["import type { A } from './a.js';", true],
    ["export type { A } from './a.js';", true],
  ])('%s', (text, typeOnly) => {
    expect(importsOf(planted('model/x.ts', text))).toEqual([{ specifier: './a.js', path: 'model/a.ts', typeOnly }]);
  });

  it('not in comments or texts', () => {
    expect(importsOf(planted('model/x.ts', "/**\n * import { a } from './a.js'\n */\nconst a = 'from b';"))).toEqual(
      [],
    );
  });
});

function planted(path: string, text: string): SourceFile {
  return { path, text };
}
