import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { type PlannedDocument, planDocuments } from '../../cli/documents/plan-documents.js';
import { pricingFlags } from '../../cli/flags/shared-flags.js';
import { chartLine, documentJson, editedLines, isCurrent, stateSummary } from '../../docs/document-summary.js';

export default class DocsCheck extends BaseCommand {
  static override summary = 'Check that the numbers in documents match their scenarios; exit with 3 if not.';
  static override description = 'Differences are shown as a diff. Nothing is written.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> README.md docs/',
    { description: 'For a program.', command: '<%= config.bin %> <%= command.id %> docs/ --json' },
  ];
  static override strict = false;
  static override args = {
    document: Args.string({ description: 'Documents, or folders with documents.', required: true }),
  };
  static override flags = { prices: pricingFlags.prices };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(DocsCheck);
    const planned = await planDocuments(argv as string[], { ...flags, force: true });
    const diffs = await diffsOf(planned);
    for (const { path, updated, charts } of planned) {
      this.say(diffs.get(path)?.trimEnd() ?? `${path}: ${stateSummary(updated.markers)}`);
      for (const chart of charts.filter(({ state }) => state !== 'current')) this.say(chartLine(chart));
    }
    const stale = planned.filter((document) => !isCurrent(document));
    if (stale.length > 0) {
      const are = stale.length === 1 ? 'is' : 'are';
      const count = planned.length === 1 ? 'The document is' : `${stale.length} of ${planned.length} documents ${are}`;
      const advice = `${count} out of date. Run crossover docs update to update the numbers.`;
      this.checkFailed([...planned.flatMap(editedLines), advice].join('\n'));
    }
    const documents = planned.map((document) => ({
      ...documentJson(document),
      ok: isCurrent(document),
      diff: diffs.get(document.path) ?? null,
    }));
    return { documents };
  }
}

/** Unified diffs by path, of the documents that differ; the diff library is loaded only for those. */
async function diffsOf(planned: readonly PlannedDocument[]): Promise<ReadonlyMap<string, string>> {
  const different = planned.filter(({ text, updated }) => updated.text !== text);
  if (different.length === 0) return new Map();
  const { documentDiff } = await import('../../docs/document-diff.js');
  return new Map(different.map(({ path, text, updated }) => [path, documentDiff(path, text, updated.text)]));
}
