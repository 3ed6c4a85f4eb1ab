import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';
import type { Report } from '../../src/model/report.js';
import { compareRenderers, estimateRenderers, explainRenderers } from '../../src/render/renderers.js';
import { HOSTILE_NAMES } from './hostile-names.js';

const book = loadPriceBook();
const plain = await plainReport();

async function plainReport(): Promise<Report> {
  const file = {
    version: 1,
    name: 'plain',
    region: 'us-east-1',
    workloads: [{ name: 'plain', requests: '3M', durationMs: 100, memoryMb: 20 }],
    designs: [
      { name: 'one', services: [{ service: 'lambda' }] },
      { name: 'two', services: [{ service: 'fargate', maxTasks: 1, vcpu: 0.25, memoryGb: 0.5 }] },
    ],
  };
  return compare([await readScenario(JSON.stringify(file), { file: 'x.json', regions: book.regions })], book);
}

/** The reader refuses what is not printable; a report can be made by other programs. */
function named(name: string): Report {
  const scenarios = plain.scenarios.map((scenario) => ({
    ...scenario,
    name,
    results: scenario.results.map((result, index) => ({
      ...result,
      workload: name,
      design: index === 0 ? name : `${name}2`,
      lines: result.lines.map((line) => ({ ...line, name })),
    })),
  }));
  return { ...plain, scenarios };
}

const renderers = { compare: compareRenderers, estimate: estimateRenderers, explain: explainRenderers };
const reports = HOSTILE_NAMES.map((name) => [name, named(name)] as const);

describe.each(Object.entries(renderers))('%s', (_command, formats) => {
  it.each([40, 60, 80, 140])('fits %d columns, whatever the names', (width) => {
    for (const [, report] of reports) {
      const text = formats.table(report, { width, color: false });
      for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
    }
  });

  it('lets no name steer a terminal', () => {
    for (const [, report] of reports) {
      for (const format of ['table', 'markdown', 'csv'] as const) {
        const text = formats[format](report, { width: 80, color: false });
        expect(text).not.toMatch(/[^\P{C}\n]/u);
        expect(text).not.toMatch(/[\u2028\u2029]/);
      }
    }
  });

  it('gives a spreadsheet no formula', () => {
    for (const [, report] of reports) {
      for (const field of fieldsOf(formats.csv(report, { width: 80, color: false }))) {
        if (/^[=+\-@]/.test(field)) expect(field).toMatch(/^-\d+(\.\d+)?$/);
      }
    }
  });

  it('gives Markdown no markup', () => {
    for (const [, report] of reports) {
      const text = formats.markdown(report, { width: 80, color: false });
      expect(text).not.toContain('<script>');
      expect(text).not.toMatch(/(?<!\\)\[link(?<!\\)\]/);
      const rows = text.split('\n').filter((line) => line.startsWith('| '));
      const columns = (line: string) => line.split(/(?<!\\)\|/).length;
      for (const [index, row] of rows.entries()) {
        const head = rows.slice(0, index + 1).findLast((_, at) => /^\| -/.test(rows[at + 1] ?? '')) ?? rows[0] ?? '';
        expect(columns(row)).toBe(columns(head));
      }
    }
  });

  it('keeps names whole in JSON', () => {
    for (const [name, report] of reports) {
      const { scenarios } = JSON.parse(formats.json(report, { width: 80, color: false }));
      expect(scenarios[0]).toMatchObject({ name });
      expect(scenarios[0].results[0]).toMatchObject({ workload: name, design: name });
      expect(scenarios[0].results[0].monthlyUsd).toMatch(/^\d+(\.\d+)?$/);
    }
  });
});

/** Fields of a CSV text (RFC 4180). */
function fieldsOf(csv: string): string[] {
  return [...csv.matchAll(/"((?:[^"]|"")*)"|[^,\n]+/g)].map(
    ([field, quoted]) => quoted?.replaceAll('""', '"') ?? field,
  );
}
