import { Command, Flags, type Interfaces } from '@oclif/core';
import { argumentError } from './errors/argument-error.js';
import { wantsJson } from './flags/json-flag.js';
import { harmless } from './terminal/terminal-text.js';

const EXIT_CHECK_FAILED = 3;

/**
 * What all commands share. A command parses, calls, logs and returns its result; whatever it throws is shown once, by
 * `runProgram`. With `--json` or `--format json` the result returned is printed, and `log` is silent.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    json: Flags.boolean({ description: 'Print the result, or the error, as one JSON document.', helpGroup: 'GLOBAL' }),
    color: Flags.boolean({
      allowNo: true,
      description: 'Colours, wherever the result goes; otherwise on a terminal, unless NO_COLOR is set.',
      helpGroup: 'GLOBAL',
    }),
  };

  override jsonEnabled(): boolean {
    return wantsJson(this.argv);
  }

  override log(message = ''): void {
    if (!this.jsonEnabled()) process.stdout.write(`${message}\n`);
  }

  /** Prints a result: as text, or as JSON where that is wanted; the other is not made. */
  protected show(text: () => string, json: () => unknown): unknown {
    if (this.jsonEnabled()) return json();
    this.log(text().trimEnd());
    return undefined;
  }

  /** Prints a sentence with names and paths in it, as text. */
  protected say(text: string): void {
    this.log(harmless(text));
  }

  /**
   * Says that a limit or a check has failed: one line on stderr, and exit code 3 once the command has returned.
   * The result is printed all the same.
   */
  protected checkFailed(message: string): void {
    process.exitCode = EXIT_CHECK_FAILED;
    process.stderr.write(`${harmless(message)}\n`);
  }

  protected override async init(): Promise<void> {
    await super.init();
    // oclif would take a missing argument from standard input, and so eat the input of a shell's loop.
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

  /** oclif would print the error here as JSON and go on as if nothing had happened. */
  protected override catch(error: Error): Promise<never> {
    return Promise.reject(error);
  }

  /** oclif's own colours the document token by token, in time that grows with the square of its length. */
  protected override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
}
