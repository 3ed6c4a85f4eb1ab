import { Command, Flags, type Interfaces } from '@oclif/core';
import { argumentError } from './errors/argument-error.js';
import { EXIT } from './errors/exit-codes.js';
import { isJsonRequested } from './flags/json-flag.js';
import { escapeControls } from './terminal/terminal-text.js';

/**
 * The base of all commands. A command parses its arguments, calls, logs and returns its result; `runProgram` shows what it
 * throws. With `--json` or `--format json` oclif prints the returned result, and `log` is silent.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    json: Flags.boolean({ description: 'Print the result, or the error, as one JSON document.', helpGroup: 'GLOBAL' }),
    color: Flags.boolean({
      allowNo: true,
      description: 'Use colors; by default only on a terminal, unless NO_COLOR is set.',
      helpGroup: 'GLOBAL',
    }),
  };

  override jsonEnabled(): boolean {
    return isJsonRequested(this.argv);
  }

  override log(message = ''): void {
    if (!this.jsonEnabled()) process.stdout.write(`${message}\n`);
  }

  /** Prints a result as text, or returns it as JSON for oclif to print; only the requested one is made. */
  protected show(text: () => string, json: () => unknown): unknown {
    if (this.jsonEnabled()) return json();
    this.log(text().trimEnd());
    return undefined;
  }

  /** Prints a sentence that contains names or paths from the user. */
  protected say(text: string): void {
    this.log(escapeControls(text));
  }

  /**
   * Reports a failed check or an exceeded limit on stderr and sets exit code 3. The result is still printed.
   */
  protected checkFailed(message: string): void {
    process.exitCode = EXIT.checkFailed;
    process.stderr.write(`${escapeControls(message)}\n`);
  }

  protected override async init(): Promise<void> {
    await super.init();
    // Otherwise oclif reads a missing argument from standard input, and consumes the input of a shell loop.
    for (const arg of Object.values(this.ctor.args)) arg.ignoreStdin = true;
  }

  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    try {
      return await super.parse<F, B, A>(options, argv);
    } catch (error) {
      throw argumentError(error as Error, (this.id ?? '').replaceAll(':', ' '), {
        ...this.ctor.baseFlags,
        ...this.ctor.flags,
      });
    }
  }

  /** oclif's own method prints the error as JSON and returns as if the command had succeeded. */
  protected override catch(error: Error): Promise<never> {
    return Promise.reject(error);
  }

  /** oclif's own method highlights the document in time that grows with the square of its length. */
  protected override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
}
