import { servePage } from '../../io/page-server.js';
import { watchFiles } from '../../io/watch-files.js';
import { EstimatorError } from '../../model/errors.js';
import { failureText } from '../errors/failure.js';
import type { PricingFlags } from '../scenarios/price-scenarios.js';
import { harmless } from '../terminal/terminal-text.js';
import { askedToEnd, oneAtATime } from '../watch/run-loop.js';
import { makePage, makeProblemPage } from './make-report-page.js';

/** Where the page is served, and from what. */
export interface Served {
  readonly files: readonly string[];
  readonly flags: PricingFlags;
  readonly port: number;
  /** Tells the reader something. */
  readonly say: (text: string) => void;
}

/**
 * Serves the page until the process is asked to end, and makes it anew whenever a file of it has changed. A file that
 * cannot be read then is told on the page, and is no reason to stop.
 *
 * @throws EstimatorError when the page cannot be made at the start
 */
export async function serveReport({ files, flags, port, say }: Served): Promise<void> {
  let page = { html: (await makePage(files, flags, 0)).html, version: 0 };
  const server = await servePage(() => page, port);
  say(harmless(`${server.url} shows ${files.join(', ')}; Ctrl-C ends it.`));
  const renew = oneAtATime(async () => {
    const version = page.version + 1;
    page = { html: await newPage({ files, flags, say }, version), version };
    server.announceVersion();
  });
  const unwatch = watchFiles([...files, ...(flags.prices ?? [])], renew);
  await askedToEnd();
  unwatch();
  await server.close();
}

/** The page as the files are now; one that says what is wrong with them where they cannot be read. */
async function newPage({ files, flags, say }: Omit<Served, 'port'>, version: number): Promise<string> {
  try {
    const { html } = await makePage(files, flags, version);
    say('Changed: the page is new.');
    return html;
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    say(failureText(error).trimEnd());
    return makeProblemPage(failureText(error), version);
  }
}
