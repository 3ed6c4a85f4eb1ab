import type { core } from 'zod';

/**
 * How zod checks the few inputs of one run: writing a function for each schema and compiling it would take longer, and so
 * would looking for schemas that hold themselves, for values that do (an alias inside what it names is refused
 * before). To be set before the first schema is made.
 */
export const QUICK_CHECKS: Partial<core.$ZodConfig> = {
  jitless: true,
  memoizer: { alloc: (_schema, _payload, empty) => empty, attach() {}, guard() {} },
};
