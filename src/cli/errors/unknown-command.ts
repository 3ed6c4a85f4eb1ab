import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';

const ALL_COMMANDS = 'crossover --help lists the commands.';
const WITHOUT_COMMAND = new Set(['--help', '-h', '--version', '-v']);

/**
 * Refuses a command line without a known command; oclif's own message would not suggest one.
 *
 * @param argv words after the program's name
 * @param ids of all commands, with colons: `prices:show`
 * @throws EstimatorError `ARGUMENT_INVALID`, with the nearest command
 */
export function assertKnownCommand(argv: readonly string[], ids: readonly string[]): void {
  const [first, second] = namedCommand(argv);
  if (first === undefined) {
    if (argv.length === 0 || argv.some((word) => WITHOUT_COMMAND.has(word))) return;
    throw invalid(
      `No command before ${argv[0]}`,
      `The command comes first: crossover compare FILE. ${ALL_COMMANDS}`,
      argv[0],
    );
  }
  if (ids.includes(first)) return;
  const topic = ids.filter((id) => id.startsWith(`${first}:`));
  if (topic.length === 0) throw unknown(first, ids, second);
  if (second === undefined) {
    // oclif shows the topic's help, which is not JSON.
    if (argv.includes('--json')) throw invalid(`${first} needs a command after it`, `One of ${typed(topic)}.`, first);
    return;
  }
  if (!ids.includes(`${first}:${second}`)) throw unknown(`${first} ${second}`, topic);
}

/** The words before the first flag; `prices:show` and `prices show` are the same. */
function namedCommand(argv: readonly string[]): string[] {
  const end = argv.findIndex((word) => word.startsWith('-'));
  const [first, ...rest] = end === -1 ? argv : argv.slice(0, end);
  return first === undefined ? [] : [...first.split(':'), ...rest];
}

/** @param next the word after it, which may be part of the command: `dosc check`, `break even` */
function unknown(command: string, ids: readonly string[], next?: string): EstimatorError {
  const message = `Unknown command "${command}"`;
  if (/\.(ya?ml|json)$/i.test(command))
    return invalid(message, `To price a scenario file: crossover compare ${command}`, command);
  const known = ids.map(asTyped);
  const topics = known.flatMap((name) =>
    name.includes(' ') && !command.includes(' ') ? name.slice(0, name.indexOf(' ')) : [],
  );
  const close =
    (next === undefined ? undefined : nearest(`${command} ${next}`, known)) ?? nearest(command, [...known, ...topics]);
  const hint = close === undefined ? ALL_COMMANDS : `Did you mean crossover ${close}? ${ALL_COMMANDS}`;
  return invalid(message, hint, command);
}

function typed(ids: readonly string[]): string {
  return ids.map((id) => `crossover ${asTyped(id)}`).join(', ');
}

function asTyped(id: string): string {
  return id.replaceAll(':', ' ');
}

function invalid(message: string, hint: string, at: string | undefined): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', message, hint, at);
}
