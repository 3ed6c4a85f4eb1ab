import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EstimatorError } from '../model/errors.js';

const HOST = '127.0.0.1';
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The page that is served now. */
export interface ServedPage {
  readonly html: string;
  readonly version: number;
}

/** A server of one page on this machine. */
export interface PageServer {
  readonly url: string;
  /** Announces the current version to every open page. */
  announceVersion(): void;
  /** Closes open connections too. */
  close(): Promise<void>;
}

/**
 * Serves a page on loopback, and at `/changes` an event stream of its versions, starting with the current one. Requests
 * for another host are refused, so that no web site can read the page through a domain name that resolves to loopback.
 *
 * @param page called for every request
 * @param port 0 chooses a free one
 * @throws EstimatorError `ARGUMENT_INVALID` when the port is in use
 */
export async function servePage(page: () => ServedPage, port: number): Promise<PageServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', `http://${HOST}`);
    if (!isLoopback(request.headers.host)) response.writeHead(403, HEADERS).end();
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
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, HOST, resolve);
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    announceVersion: () => {
      for (const listener of listeners) listener.write(versionEvent(page()));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Format: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function versionEvent({ version }: ServedPage): string {
  return `data: ${version}\n\n`;
}

function isLoopback(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? '');
}

function listenError(error: NodeJS.ErrnoException, port: number): EstimatorError {
  const problem = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `Port ${port} ${problem}`,
    'Choose another with --port; 0 chooses a free one.',
    '--port',
  );
}
