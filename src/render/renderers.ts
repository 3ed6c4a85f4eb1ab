import type { Report } from '../model/report.js';
import { estimateText, explainText } from './bill-text.js';
import { compareTable } from './compare-table.js';
import { explainCsv, linesCsv, resultsCsv } from './csv.js';
import type { ChartFormat, Format } from './formats.js';
import { explainJson, reportJson } from './json.js';
import { compareMarkdown, estimateMarkdown, explainMarkdown } from './markdown.js';
import type { Terminal } from './terminal.js';

/** Formats a report. Never prints. */
export type Renderer = (report: Report, terminal: Terminal) => string;

const document = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;

/** Renderers of `compare`: totals side by side. */
export const compareRenderers: Readonly<Record<Format, Renderer>> = {
  table: compareTable,
  markdown: compareMarkdown,
  csv: resultsCsv,
  json: (report) => document(reportJson(report)),
};

/** The renderer of a format; the code that draws charts is loaded only for svg. */
export async function compareRenderer(format: ChartFormat): Promise<Renderer> {
  return format === 'svg' ? (await import('./svg/chart-files.js')).compareSvg : compareRenderers[format];
}

/** Renderers of `estimate`: every line of the bill. */
export const estimateRenderers: Readonly<Record<Format, Renderer>> = {
  table: estimateText,
  markdown: estimateMarkdown,
  csv: linesCsv,
  json: (report) => document(reportJson(report)),
};

/** Renderers of `explain`: every line of the bill with its derivation. */
export const explainRenderers: Readonly<Record<Format, Renderer>> = {
  table: explainText,
  markdown: explainMarkdown,
  csv: explainCsv,
  json: (report) => document(explainJson(report)),
};
