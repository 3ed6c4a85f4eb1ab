import { servePage } from '../io/page-server.js';
import { watchFiles } from '../io/watch-files.js';
import { EstimatorError } from '../model/errors.js';
import { failureText } from './failure.js';
import { makePage, makeProblemPage } from './make-page.js';
import type { PricingFlags } from './price-scenarios.js';

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
  let page = (await makePage(files, flags, true)).html;
  const server = await servePage(() => page, port);
  say(`${server.url} shows ${files.join(', ')}; Ctrl-C ends it.`);
  const renew = async () => {
    try {
      page = (await makePage(files, flags, true)).html;
      say('Changed: the page is new.');
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
      say(failureText(error).trimEnd());
      page = await makeProblemPage(failureText(error));
    }
    server.changed();
  };
  const unwatch = watchFiles([...files, ...(flags.prices ?? [])], () => void renew());
  await askedToEnd();
  unwatch();
  await server.close();
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
