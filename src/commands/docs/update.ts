import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { planDocuments } from '../../cli/documents.js';
import { pricingFlags } from '../../cli/flags.js';
import { editedText, markerJson, stateSummary } from '../../docs/document-summary.js';
import { replaceDocument } from '../../io/document-files.js';

export default class DocsUpdate extends BaseCommand {
  static override summary = 'Fill the markers in documents with the numbers of their scenarios.';
  static override description =
    'Markdown, MDX, AsciiDoc and HTML. Nothing outside the markers is touched; what was edited by hand within them is left and said, and the exit code is 3.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> README.md docs/',
    { description: 'Overwrite hand edits too.', command: '<%= config.bin %> <%= command.id %> design.md --force' },
  ];
  static override strict = false;
  static override args = {
    document: Args.string({ description: 'Documents, or folders of them.', required: true }),
  };
  static override flags = {
    force: Flags.boolean({ description: 'Overwrite what was edited by hand inside a marker.' }),
    prices: pricingFlags.prices,
  };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(DocsUpdate);
    const planned = await planDocuments(argv as string[], flags);
    const documents = planned.map((document) => {
      const { path, text, updated } = document;
      const changed = updated.text !== text;
      if (changed) replaceDocument(document, updated.text);
      this.log(`${path}: ${changed ? 'updated' : 'unchanged'}; was: ${stateSummary(updated.markers)}`);
      return { document: path, changed, markers: updated.markers.map(markerJson) };
    });
    const edited = planned.flatMap(({ path, updated }) =>
      updated.markers.filter(({ state }) => state === 'edited').map((marker) => editedText(path, marker)),
    );
    if (edited.length > 0 && !flags.force) {
      this.checkFailed([...edited, 'Hand edits were left as they are; --force overwrites them.'].join('\n'));
    }
    return { documents };
  }
}
