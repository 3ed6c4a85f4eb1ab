import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EstimatorError } from '../model/errors.js';

const HOST = '127.0.0.1';
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** What is served now. */
export interface ServedPage {
  readonly html: string;
  readonly version: number;
}

/** A server that shows one page to this machine. */
export interface PageServer {
  readonly url: string;
  /** Tells every open page that there is another. */
  changed(): void;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Serves a page on loopback, and at `/changes` a stream of events: its version, at once and whenever it has changed. Only requests that name
 * this machine are answered, so that no other site can read the page through a name of its own.
 *
 * @param page what is served now
 * @param port 0 takes a free one
 * @throws EstimatorError `ARGUMENT_INVALID` when the port is taken
 */
export async function servePage(page: () => ServedPage, port: number): Promise<PageServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', `http://${HOST}`);
    if (!isOurs(request.headers.host)) response.writeHead(403, HEADERS).end();
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, HEADERS).end();
    else if (pathname === '/changes') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      response.write(versionEvent(page()));
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (pathname === '/') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page().html);
    } else response.writeHead(404, HEADERS).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notListening(error, port)));
    server.listen(port, HOST, resolve);
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    changed: () => {
      for (const listener of listeners) listener.write(versionEvent(page()));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
function versionEvent({ version }: ServedPage): string {
  return `data: ${version}\n\n`;
}

function isOurs(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? '');
}

function notListening(error: NodeJS.ErrnoException, port: number): EstimatorError {
  const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `Port ${port} ${why}`,
    'Choose another with --port; 0 takes a free one.',
    '--port',
  );
}
