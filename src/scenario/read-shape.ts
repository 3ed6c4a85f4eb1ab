import { EstimatorError } from '../model/errors.js';
import type { Shape } from '../workload/shapes.js';
import { parseTrace } from '../workload/trace.js';
import type { Finding } from './check-value.js';
import type { Path } from './path.js';
import type { RawShape } from './shape-schema.js';

/** Gives the text of a file that a scenario names, relative to the scenario's own folder. */
export type ReadText = (path: string) => string;

/** The shape of a workload and what is wrong with the traces it names. */
export interface ReadShape {
  readonly shape: Shape;
  readonly findings: readonly Finding[];
}

/** Traffic without a form; taken where the form cannot be read, and the scenario is refused. */
const NO_FORM: Shape = { type: 'steady' };

/** Turns the shape of a scenario file into that of the simulator; traces are read. */
export function readShape(raw: RawShape, path: Path, readText: ReadText | undefined): ReadShape {
  switch (raw.type) {
    case 'spikes': {
      const { length, ...rest } = raw;
      return plain({ ...rest, lengthS: length });
    }
    case 'stages': {
      const { timeUnit, stages, ...rest } = raw;
      const ramps = stages.map(({ target, duration }) => ({ target, durationS: duration }));
      return plain({ ...rest, timeUnitS: timeUnit, stages: ramps });
    }
    case 'cron':
      return plain({ type: 'cron', everyS: raw.every, burst: raw.burst, offsetS: raw.offset });
    case 'noise':
      return plain({ type: 'noise', variation: raw.variation, seed: raw.seed, everyS: raw.every });
    case 'trace':
      return readTrace(raw, [...path, 'file'], readText);
    case 'sum': {
      const parts = raw.parts.map((part, index) => readShape(part.shape, [...path, 'parts', index, 'shape'], readText));
      const shares = parts.map(({ shape }, index) => ({ shape, share: raw.parts[index]?.share ?? 1 }));
      return { shape: { type: 'sum', parts: shares }, findings: parts.flatMap(({ findings }) => findings) };
    }
    case 'product': {
      const parts = raw.parts.map((part, index) => readShape(part, [...path, 'parts', index], readText));
      const shapes = parts.map(({ shape }) => shape);
      return { shape: { type: 'product', parts: shapes }, findings: parts.flatMap(({ findings }) => findings) };
    }
    default:
      return plain(raw);
  }
}

function plain(shape: Shape): ReadShape {
  return { shape, findings: [] };
}

function readTrace(raw: Extract<RawShape, { type: 'trace' }>, path: Path, readText: ReadText | undefined): ReadShape {
  const { file, fit, gaps, timeColumn, countColumn, metric } = raw;
  if (readText === undefined) {
    return {
      shape: NO_FORM,
      findings: [{ path, message: 'a trace is read from a file: read the scenario from one too' }],
    };
  }
  try {
    const trace = parseTrace(readText(file), {
      name: file,
      gaps,
      ...(timeColumn !== undefined && { timeColumn }),
      ...(countColumn !== undefined && { countColumn }),
      ...(metric !== undefined && { metric }),
    });
    return plain({ type: 'trace', trace, fit });
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    return { shape: NO_FORM, findings: [{ path, message: error.message, hint: error.hint }] };
  }
}
