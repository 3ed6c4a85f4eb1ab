import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { planDocuments } from '../../cli/documents.js';
import { pricingFlags } from '../../cli/flags.js';
import { harmless } from '../../cli/terminal.js';
import { editedText, markerJson, stateSummary } from '../../docs/document-summary.js';

export default class DocsCheck extends BaseCommand {
  static override summary = 'Check that the numbers in documents are those of their scenarios; exit with 3 if not.';
  static override description = 'What differs is shown as a diff. Nothing is written.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> README.md docs/',
    { description: 'For a program.', command: '<%= config.bin %> <%= command.id %> docs/ --json' },
  ];
  static override strict = false;
  static override args = {
    document: Args.string({ description: 'Documents, or folders of them.', required: true }),
  };
  static override flags = { prices: pricingFlags.prices };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(DocsCheck);
    const planned = await planDocuments(argv as string[], { ...flags, force: true });
    const different = planned.filter(({ text, updated }) => updated.text !== text);
    const diffs = new Map<string, string>();
    if (different.length > 0) {
      const { documentDiff } = await import('../../docs/document-diff.js');
      for (const { path, text, updated } of different) diffs.set(path, documentDiff(path, text, updated.text));
    }
    for (const { path, updated } of planned) {
      this.log(harmless(diffs.get(path)?.trimEnd() ?? `${path}: ${stateSummary(updated.markers)}`));
    }
    const edited = different.flatMap(({ path, updated }) =>
      updated.markers.filter(({ state }) => state === 'edited').map((marker) => editedText(path, marker)),
    );
    if (different.length > 0) {
      const all = planned.length === 1 ? 'The document is' : `${different.length} of ${planned.length} documents are`;
      this.checkFailed([...edited, `${all} out of date. crossover docs update writes what belongs there.`].join('\n'));
    }
    return {
      documents: planned.map(({ path, updated }) => ({
        document: path,
        ok: !diffs.has(path),
        markers: updated.markers.map(markerJson),
        diff: diffs.get(path) ?? null,
      })),
    };
  }
}
