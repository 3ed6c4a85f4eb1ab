import { fstatSync, statSync, writeSync } from 'node:fs';

/** Written in by the build; undefined when the program runs from its sources. */
declare const IS_BUILT: boolean | undefined;

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;
type StreamName = keyof typeof DESCRIPTORS;

const opened = new Map<StreamName, NodeJS.WriteStream>();

/**
 * Has a standard stream looked after once it is opened. Node opens it when it is first asked for, with all that streams
 * and networks need, which is a tenth of a short run; so a file or a pipe is best written without (`print`).
 */
export function whenOpened(name: StreamName, lookAfter: (stream: NodeJS.WriteStream) => void = () => {}): void {
  const { get } = Object.getOwnPropertyDescriptor(process, name) ?? {};
  // Looked after already: the program runs more than once where its code cache is made.
  if (get === undefined) return;
  const open = (): NodeJS.WriteStream => {
    const stream: NodeJS.WriteStream = get.call(process);
    opened.set(name, stream);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream });
    lookAfter(stream);
    return stream;
  };
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: open });
}

/** Whether nothing is on its way to a standard stream any more; what went wrong on the way has been said then. */
export async function isAllWritten(): Promise<boolean> {
  if (opened.size > 0) await new Promise((resolve) => setImmediate(resolve));
  return [...opened.values()].every(({ writableLength }) => writableLength === 0);
}

/** A standard stream that may be a terminal; any other is not opened to find out. */
export function maybeTerminal(name: StreamName): NodeJS.WriteStream | undefined {
  return typeof IS_BUILT !== 'undefined' && kindOf(name) !== 'device' ? undefined : process[name];
}

/** Writes to standard output: a file or a pipe at once, anything else through Node's stream. */
export function print(text: string): void {
  if (typeof IS_BUILT === 'undefined' || opened.has('stdout') || kindOf('stdout') !== 'pipe or file') {
    process.stdout.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(DESCRIPTORS.stdout, bytes, written);
    } catch (error) {
      const isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN';
      if (isFull) process.stdout.write(bytes.subarray(written));
      else process.stdout.emit('error', error);
      return;
    }
  }
}

/** `device` may be a terminal; what is thrown away is not. */
function kindOf(name: StreamName): 'device' | 'pipe or file' | 'other' {
  try {
    const stats = fstatSync(DESCRIPTORS[name]);
    const isThrownAway = stats.isCharacterDevice() && stats.rdev === statSync('/dev/null').rdev;
    if (stats.isCharacterDevice() && !isThrownAway) return 'device';
    const isDirect = stats.isFile() || stats.isFIFO() || isThrownAway;
    return isDirect && process.platform !== 'win32' ? 'pipe or file' : 'other';
  } catch {
    return 'other';
  }
}
