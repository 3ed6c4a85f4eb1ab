import { servePage } from '../../io/page-server.js';
import { watchFiles } from '../../io/watch-files.js';
import { EstimatorError } from '../../model/errors.js';
import { failureText } from '../errors/failure.js';
import type { PricingFlags } from '../scenarios/pricing-options.js';
import { escapeControls } from '../terminal/terminal-text.js';
import { coalesced, untilTerminated } from '../watch/coalesced-runs.js';
import { makeErrorPage, makeReportPage } from './make-report-page.js';

/** What is served, and on which port. */
export interface ServeOptions {
  readonly files: readonly string[];
  readonly flags: PricingFlags;
  readonly port: number;
  /** Shows a message on the terminal. */
  readonly say: (text: string) => void;
}

/**
 * Serves the page until Ctrl-C, and makes it again whenever one of its files changes. If a changed file cannot be read,
 * the page shows why.
 *
 * @throws EstimatorError when the first page cannot be made
 */
export async function serveReport({ files, flags, port, say }: ServeOptions): Promise<void> {
  let page = { html: (await makeReportPage(files, flags, 0)).html, version: 0 };
  const server = await servePage(() => page, port);
  say(escapeControls(`${server.url} shows ${files.join(', ')}. Press Ctrl-C to stop.`));
  const renew = coalesced(async () => {
    const version = page.version + 1;
    page = { html: await nextPage({ files, flags, say }, version), version };
    server.announceVersion();
  });
  const unwatch = watchFiles([...files, ...(flags.prices ?? [])], renew);
  await untilTerminated();
  unwatch();
  await server.close();
}

/** Makes the page from the files as they are now, or an error page if they cannot be read. */
async function nextPage({ files, flags, say }: Omit<ServeOptions, 'port'>, version: number): Promise<string> {
  try {
    const { html } = await makeReportPage(files, flags, version);
    say('A file changed: the page is updated.');
    return html;
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    say(failureText(error).trimEnd());
    return makeErrorPage(failureText(error), version);
  }
}
