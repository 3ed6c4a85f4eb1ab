import { codeOf, importsOf, type SourceFile } from './source-files.js';

/** Looks at all files and says what is wrong: `path: what`. */
export type Rule = (files: readonly SourceFile[]) => string[];

/** A folder may import from those before it, never from those after. */
const LAYERS = [
  'model',
  'workload',
  'simulate',
  'services',
  'prices',
  'scenario',
  'estimate',
  'render',
  // The page that `crossover report` writes, and what runs in it.
  'page',
  'docs',
  'io',
  'cli',
  'commands',
] as const;
/** What runs in the page and has its clock. */
const IN_BROWSER = 'page/browser/';
const ON_NODE = new Set(['io', 'cli', 'commands']);
/** Files of src/ itself: the entries of the package, which see everything. */
const ENTRIES = new Set(['index.ts', 'core.ts', 'program.ts', 'remark.ts']);
const BARRELS = new Set(['index.ts', 'core.ts']);
/** Packages that only some layers may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@oclif/core': ['cli', 'commands'],
  inquirer: ['cli'],
  'cli-table3': ['render'],
  yaml: ['scenario'],
  diff: ['docs'],
  'markdown-it': ['docs'],
  'd3-scale': ['render'],
  'd3-shape': ['render'],
  morphdom: ['page'],
};
const EXACT_LAYERS = new Set(['model', 'services', 'prices', 'estimate']);
const MAX_LINES = 250;

export const importsPointDown: Rule = (files) =>
  eachImport(files, ({ path: from }, { path: to }) => {
    if (to === undefined || ENTRIES.has(from)) return [];
    if (ENTRIES.has(to)) return [`imports the entry ${to}`];
    const [own, other] = [rankOf(from), rankOf(to)];
    if (own === -1) return ['is in no layer'];
    return other > own ? [`imports upwards, from ${to}`] : [];
  });

export const onlyOuterLayersUseNode: Rule = (files) => [
  ...eachImport(inside(files), (_file, { specifier }) =>
    specifier.startsWith('node:') ? [`imports ${specifier}`] : [],
  ),
  ...eachMatch(inside(files), /\b(?:process\.|Buffer\b|__dirname\b|require\()/g),
];

export const packagesStayInTheirLayers: Rule = (files) =>
  eachImport(files, ({ path }, { specifier }) => {
    const layers = PACKAGES[specifier];
    return layers === undefined || layers.includes(layerOf(path)) ? [] : [`imports ${specifier}`];
  });

export const simulationIsWithoutDecimal: Rule = (files) =>
  reaching(
    files,
    ({ path }) => ['workload', 'simulate'].includes(layerOf(path)),
    (path) => path === 'model/decimal.ts',
  );

export const coreRunsInABrowser: Rule = (files) =>
  reaching(
    files,
    ({ path }) => path === 'core.ts',
    (path) => ON_NODE.has(layerOf(path)),
  );

export const noUtilityFiles: Rule = (files) =>
  files.flatMap(({ path }) =>
    /(?:^|\/)(?:utils?|helpers?|common|misc)\b/.test(path) ? [`${path}: names nothing`] : [],
  );

export const noBarrels: Rule = (files) =>
  eachMatch(
    files.filter(({ path }) => !BARRELS.has(path)),
    /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;]*\bfrom\b/gm,
  );

export const noClockNoRandomness: Rule = (files) =>
  eachMatch(
    files.filter(({ path }) => !['io', 'cli'].includes(layerOf(path)) && !path.startsWith(IN_BROWSER)),
    /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/g,
  );

export const exactStaysExact: Rule = (files) =>
  eachMatch(
    files.filter(({ path }) => EXACT_LAYERS.has(layerOf(path)) && path !== 'model/decimal.ts'),
    /\.toNumber\(\)|\bparseFloat\(/g,
  );

export const filesAreShort: Rule = (files) =>
  files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > MAX_LINES ? [`${path}: ${lines} lines, at most ${MAX_LINES}`] : [];
  });

function layerOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function rankOf(path: string): number {
  return LAYERS.indexOf(layerOf(path) as (typeof LAYERS)[number]);
}

function inside(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => !ENTRIES.has(path) && !ON_NODE.has(layerOf(path)));
}

function eachImport(
  files: readonly SourceFile[],
  judge: (file: SourceFile, imported: ReturnType<typeof importsOf>[number]) => string[],
): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((imported) => judge(file, imported).map((what) => `${file.path}: ${what}`)),
  );
}

function eachMatch(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) => [...codeOf(file).matchAll(pattern)].map(([what]) => `${file.path}: ${what}`));
}

/** The shortest chain of imports from some files to others, over imports that are left after compilation. */
function reaching(
  files: readonly SourceFile[],
  isStart: (file: SourceFile) => boolean,
  isBanned: (path: string) => boolean,
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.filter(isStart).flatMap(({ path: start }) => {
    const chains: string[][] = [[start]];
    const seen = new Set([start]);
    for (const chain of chains) {
      const path = chain.at(-1) ?? start;
      if (isBanned(path)) return [`${start}: reaches ${chain.slice(1).join(' > ')}`];
      for (const { path: next, typeOnly } of importsOf(byPath.get(path) ?? { path, text: '' })) {
        if (next === undefined || typeOnly || seen.has(next)) continue;
        seen.add(next);
        chains.push([...chain, next]);
      }
    }
    return [];
  });
}
