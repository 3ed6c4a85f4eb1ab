import {
  type AliasEvent,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type Schema,
  YAMLException,
} from 'js-yaml';
import type { EstimatorError } from '../model/errors.js';
import type { Path } from './path.js';

/** Aliases may repeat so many values: ten aliases of ten aliases of ten aliases … would fill the memory. */
const MAX_ALIASED_VALUES = 50_000;

const MAX_DEPTH = 100;

/** The single value of a YAML or JSON text, and where its parts are. */
export interface YamlSource {
  readonly value: unknown;
  /** The line of the value at a path, or of the nearest value above it; the first line is 1. */
  lineOf(path: Path): number;
  /** A number or word as it is written. */
  textOf(path: Path): string;
}

/** How a text is read. */
export interface YamlOptions {
  readonly schema: Schema;
  /** Makes the error; `message` continues "The scenario …" or "The template …". */
  readonly refuse: (message: string, at?: { readonly line: number; readonly message: string }) => EstimatorError;
}

/** Where one value is, and the values inside it by key or index. */
interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Values that it holds, itself and all repetitions by aliases included. */
  values: number;
  readonly inside: Map<string, Place>;
}

/**
 * Reads YAML, or JSON, which is YAML. Places are worked out only when they are asked for, from the same parse.
 *
 * @throws what `refuse` makes: syntax, duplicate keys, no value or several, aliases that contain themselves or multiply
 */
export function readYaml(text: string, { schema, refuse }: YamlOptions): YamlSource {
  let events: Event[] = [];
  let root: Place | undefined;
  const places = () => {
    root ??= new PlaceReader(text, events, refuse).read();
    return root;
  };
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
    if (documents === 0) throw refuse('is empty');
    if (documents > 1) throw refuse(`holds ${documents} documents, not one`);
    if (events.some(({ type }) => type === EVENT_ID.ALIAS)) places();
    const [value] = constructFromEvents(events, { source: text, schema });
    return {
      value,
      lineOf: (path) => placeAt(places(), path).line,
      textOf(path) {
        const { start, end } = placeAt(places(), path);
        return text.slice(start, end);
      },
    };
  } catch (error) {
    if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
    const line = error.mark.line + 1;
    throw syntaxError(refuse, line, syntaxMessage(error, events));
  }
}

function syntaxError(refuse: YamlOptions['refuse'], line: number, message: string): EstimatorError {
  return refuse(`cannot be read: line ${line}: ${message}`, { line, message });
}

function syntaxMessage({ reason, mark }: YAMLException, events: readonly Event[]): string {
  const { buffer = '', position = 0, column = 0 } = mark ?? {};
  if (reason === 'duplicated mapping key') {
    const key = events.find((event) => event.type === EVENT_ID.SCALAR && event.valueStart === position);
    return key === undefined ? 'duplicate key' : `duplicate key "${getScalarValue(buffer, key as ScalarEvent)}"`;
  }
  if (reason.startsWith('nesting exceeded')) return `nested more than ${MAX_DEPTH} deep`;
  const isIndentedByTab = /^ *\t/.test(buffer.slice(position - column));
  return isIndentedByTab ? 'tabs are not allowed as indentation' : reason;
}

function placeAt(root: Place, path: Path): Place {
  let place = root;
  for (const key of path) {
    const inner = place.inside.get(`${key}`);
    if (inner === undefined) return place;
    place = inner;
  }
  return place;
}

/** Builds the places from the events of a parse, which come in the order of the text. */
class PlaceReader {
  private next = 1;
  private aliasedValues = 0;
  private readonly anchors = new Map<string, Place>();
  private readonly open = new Set<Place>();
  private readonly lineAt: (offset: number) => number;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly refuse: YamlOptions['refuse'],
  ) {
    this.lineAt = ascendingLines(text);
  }

  read(): Place {
    return this.value(0);
  }

  /** @param before offset of the key, taken for a value that is empty or a block below it */
  private value(before: number): Place {
    const event = this.events[this.next] as Event;
    this.next += 1;
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const isInline = event.valueStart !== -1 && !isBlock(event);
        const [start, end] = isInline ? [event.valueStart, event.valueEnd] : [before, before];
        return this.anchored(event, { line: this.lineAt(start), start, end, values: 1, inside: new Map() });
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const place = {
          line: this.lineAt(event.start),
          start: event.start,
          end: event.start,
          values: 1,
          inside: new Map(),
        };
        this.anchored(event, place);
        this.open.add(place);
        if (event.type === EVENT_ID.MAPPING) this.readPairs(place);
        else this.readItems(place);
        this.open.delete(place);
        return place;
      }
      case EVENT_ID.ALIAS:
        return this.alias(event);
      default:
        throw new RangeError('a value begins with a scalar, a collection or an alias');
    }
  }

  private readItems(list: Place): void {
    for (let index = 0; !this.isAtEnd(); index += 1) this.put(list, `${index}`, this.value(list.start));
  }

  private readPairs(map: Place): void {
    while (!this.isAtEnd()) {
      const event = this.events[this.next] as Event;
      const key = event.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : '';
      this.put(map, key, this.value(this.value(map.start).start));
    }
  }

  private put(parent: Place, key: string, child: Place): void {
    parent.values += child.values;
    parent.inside.set(key, child);
  }

  /** Whether the collection ends here; its end is passed then. */
  private isAtEnd(): boolean {
    const isEnd = this.events[this.next]?.type === EVENT_ID.POP;
    if (isEnd) this.next += 1;
    return isEnd;
  }

  private anchored({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }, place: Place): Place {
    if (anchorStart !== -1) this.anchors.set(this.text.slice(anchorStart, anchorEnd), place);
    return place;
  }

  private alias({ anchorStart, anchorEnd }: AliasEvent): Place {
    const name = this.text.slice(anchorStart, anchorEnd);
    const line = this.lineAt(anchorStart);
    const named = this.anchors.get(name);
    if (named === undefined) throw syntaxError(this.refuse, line, `no anchor &${name} before the alias *${name}`);
    if (this.open.has(named)) throw syntaxError(this.refuse, line, `*${name} is inside the value that it names`);
    this.aliasedValues += named.values;
    if (this.aliasedValues > MAX_ALIASED_VALUES) {
      throw syntaxError(this.refuse, line, `aliases repeat more than ${MAX_ALIASED_VALUES} values`);
    }
    return { ...named, line };
  }
}

function isBlock({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
}

/** Lines of offsets that never descend from one call to the next: the text is gone through once. */
function ascendingLines(text: string): (offset: number) => number {
  const ends = /\r\n?|\n/g;
  let line = 1;
  let end = ends.exec(text);
  return (offset) => {
    while (end !== null && end.index < offset) {
      line += 1;
      end = ends.exec(text);
    }
    return line;
  };
}
