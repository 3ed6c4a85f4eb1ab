import type { Report } from '../model/report.js';
import { compareTable } from './compare-table.js';
import { explainCsv, linesCsv, resultsCsv } from './csv.js';
import type { ChartFormat, Format } from './formats.js';
import { explainJson, reportJson } from './json.js';
import { compareMarkdown, estimateMarkdown, explainMarkdown } from './markdown.js';
import { estimateText, explainText } from './statement.js';
import type { Terminal } from './terminal.js';

/** Puts a report into text. Never prints. */
export type Renderer = (report: Report, terminal: Terminal) => string;

const document = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;

/** Totals side by side. */
export const compareRenderers: Readonly<Record<Format, Renderer>> = {
  table: compareTable,
  markdown: compareMarkdown,
  csv: resultsCsv,
  json: (report) => document(reportJson(report)),
};

/** Totals side by side, as charts too; what draws them is read when it is first wanted. */
export async function compareRenderer(format: ChartFormat): Promise<Renderer> {
  return format === 'svg' ? (await import('./svg/chart-files.js')).compareSvg : compareRenderers[format];
}

/** Every line of the bill. */
export const estimateRenderers: Readonly<Record<Format, Renderer>> = {
  table: estimateText,
  markdown: estimateMarkdown,
  csv: linesCsv,
  json: (report) => document(reportJson(report)),
};

/** Every line of the bill with its derivation. */
export const explainRenderers: Readonly<Record<Format, Renderer>> = {
  table: explainText,
  markdown: explainMarkdown,
  csv: explainCsv,
  json: (report) => document(explainJson(report)),
};
