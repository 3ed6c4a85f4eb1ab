/**
 * Checks the library as its users see it, and writes its reference to `api-docs/`.
 *
 * Every export, and every type that one of them names, has to be exported and documented. `*.api.md` here holds what each
 * entry of the package exports; with --update it is written, otherwise a difference is reported. Exits with 1 when
 * something is wrong. The declarations have to be built.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
  type IConfigFile,
} from '@microsoft/api-extractor';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'api-docs');
/** `core` is a part of `index`, which exports all of it. */
const ENTRIES = ['index', 'remark'];
/** A member of a type that is not called. */
const PROPERTY = /^ +(?:readonly )?[\w']+\??: /;
const UPDATE = process.argv.includes('--update');

rmSync(PAGES, { recursive: true, force: true });
const sound = ENTRIES.map((entry) => isReportFresh(entry) && arePagesWritten(entry));
process.exitCode = sound.every(Boolean) ? 0 : 1;

function isReportFresh(entry: string): boolean {
  mkdirSync(join(PAGES, 'model'), { recursive: true });
  const extractorConfig = ExtractorConfig.prepare({
    configObject: configOf(entry),
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
  const { succeeded, apiReportChanged } = Extractor.invoke(extractorConfig, {
    localBuild: UPDATE,
    messageCallback: (message) => judge(message),
  });
  if (!succeeded && apiReportChanged) console.error(`test/api/${entry}.api.md is stale: npm run docs`);
  return succeeded;
}

function configOf(entry: string): IConfigFile {
  const error = { logLevel: ExtractorLogLevel.Error };
  const none = { logLevel: ExtractorLogLevel.None };
  return {
    projectFolder: ROOT,
    mainEntryPointFilePath: `<projectFolder>/dist/lib/${entry}.d.ts`,
    compiler: { tsconfigFilePath: '<projectFolder>/tsconfig.build.json' },
    apiReport: {
      enabled: true,
      reportFileName: `${entry}.api.md`,
      reportFolder: '<projectFolder>/test/api',
      reportTempFolder: join(PAGES, 'report'),
    },
    docModel: { enabled: true, apiJsonFilePath: join(PAGES, 'model', entry, 'aws-crossover.api.json') },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      compilerMessageReporting: { default: error },
      extractorMessageReporting: {
        default: error,
        // Everything exported is public.
        'ae-missing-release-tag': none,
      },
      tsdocMessageReporting: {
        default: error,
        // `@param name text`, without a hyphen, reads as well.
        'tsdoc-param-tag-missing-hyphen': none,
      },
    },
  };
}

/** Silences what is no fault: progress, the insides of compiled designs, and properties whose name and type say it all. */
function judge(message: ExtractorMessage): void {
  const { logLevel, messageId, sourceFilePath = '', sourceFileLine = 1 } = message;
  const isProgress = logLevel === ExtractorLogLevel.Info || logLevel === ExtractorLogLevel.Verbose;
  if (isProgress) message.handled = true;
  const isInside = messageId === 'ae-forgotten-export' && sourceFilePath.includes('/estimate/compiled/');
  const isProperty = messageId === 'ae-undocumented' && PROPERTY.test(lineOf(sourceFilePath, sourceFileLine));
  if (isInside || isProperty) message.logLevel = ExtractorLogLevel.None;
}

function lineOf(path: string, line: number): string {
  return readFileSync(path, 'utf8').split('\n')[line - 1] ?? '';
}

function arePagesWritten(entry: string): boolean {
  const documenter = join(ROOT, 'node_modules/@microsoft/api-documenter/bin/api-documenter');
  const folders = ['-i', join(PAGES, 'model', entry), '-o', join(PAGES, entry)];
  const { status, stderr } = spawnSync(process.execPath, [documenter, 'markdown', ...folders], { encoding: 'utf8' });
  if (status !== 0) console.error(stderr);
  return status === 0;
}
