import type * as z from 'zod';
import type { Shape } from '../workload/shapes.js';
import { shapeSchema } from './shape-schema.js';

/** Fields that the simulator calls by another name than scenario files do, because it carries the unit in the name. */
const IN_FILES: Readonly<Record<string, string>> = {
  lengthS: 'length',
  timeUnitS: 'timeUnit',
  everyS: 'every',
  offsetS: 'offset',
};
const IN_SIMULATOR = Object.fromEntries(Object.entries(IN_FILES).map(([inner, outer]) => [outer, inner]));

/** A shape with the names of scenario files; its numbers, not its traces and parts. */
export function rawShapeOf(shape: Shape): object {
  return renamed(shape, IN_FILES);
}

/** The shape with one of its numbers changed, named as scenario files do. */
export function withShapeNumber(shape: Shape, field: string, value: number): Shape {
  return { ...shape, [IN_SIMULATOR[field] ?? field]: value } as Shape;
}

/** The schema of the shapes of one type. */
export function shapeForm(type: Shape['type']): z.ZodObject | undefined {
  const { options } = shapeSchema() as unknown as z.ZodDiscriminatedUnion<z.ZodObject[]>;
  return options.find((form) => form.shape.type?.safeParse(type).success);
}

function renamed(fields: object, names: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [names[key] ?? key, value]));
}
