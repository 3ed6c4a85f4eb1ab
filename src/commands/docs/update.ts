import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { type PlannedDocument, planDocuments } from '../../cli/documents/plan-documents.js';
import { pricingFlags } from '../../cli/flags/shared-flags.js';
import { documentJson, editedLines, stateSummary } from '../../docs/document-summary.js';
import { markerUsages } from '../../docs/marker.js';
import { replaceFile } from '../../io/document-files.js';

export default class DocsUpdate extends BaseCommand {
  static override summary = 'Fill the markers in documents with the numbers of their scenarios.';
  static override description = [
    'For Markdown, MDX, AsciiDoc and HTML. Text outside the markers is not changed. Manual edits inside a marker are kept and reported, and the exit code is 3.',
    ['Markers are comments, each closed by /crossover:', ...markerUsages()].join('\n'),
  ].join('\n\n');
  static override examples = [
    '<%= config.bin %> <%= command.id %> README.md docs/',
    { description: 'Overwrite manual edits too.', command: '<%= config.bin %> <%= command.id %> design.md --force' },
  ];
  static override strict = false;
  static override args = {
    document: Args.string({ description: 'Documents, or folders with documents.', required: true }),
  };
  static override flags = {
    force: Flags.boolean({ description: 'Overwrite manual edits inside markers.' }),
    prices: pricingFlags.prices,
  };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(DocsUpdate);
    const planned = await planDocuments(argv as string[], flags);
    const documents = planned.map((document) => {
      const changed = this.write(document, flags.force);
      return { ...documentJson(document), changed };
    });
    const edited = planned.flatMap(editedLines);
    if (edited.length > 0 && !flags.force) {
      this.checkFailed([...edited, 'Manual edits were kept. Use --force to overwrite them.'].join('\n'));
    }
    return { documents };
  }

  /** @returns whether the document itself changed */
  private write(document: PlannedDocument, force: boolean): boolean {
    const { path, text, updated, charts } = document;
    for (const chart of charts) {
      const keeps = chart.state === 'current' || (chart.state === 'edited' && !force);
      if (!keeps) replaceFile(chart.found, chart.text);
      if (!keeps) this.say(`${chart.path}: written`);
    }
    const changed = updated.text !== text;
    if (changed) replaceFile(document, updated.text);
    this.say(`${path}: ${changed ? 'updated' : 'unchanged'}; was: ${stateSummary(updated.markers)}`);
    return changed;
  }
}
