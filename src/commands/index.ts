import type { CommandTable } from '../cli/command-table.js';

/** All commands, in the order of the help and of `README.md` here. Only the module of the command that runs is loaded. */
export const COMMANDS: CommandTable = {
  compare: async () => (await import('./compare.js')).default,
  estimate: async () => (await import('./estimate.js')).default,
  explain: async () => (await import('./explain.js')).default,
  simulate: async () => (await import('./simulate.js')).default,
  report: async () => (await import('./report.js')).default,
  'docs:update': async () => (await import('./docs/update.js')).default,
  'docs:check': async () => (await import('./docs/check.js')).default,
  'break-even': async () => (await import('./break-even.js')).default,
  sweep: async () => (await import('./sweep.js')).default,
  sensitivity: async () => (await import('./sensitivity.js')).default,
  uncertainty: async () => (await import('./uncertainty.js')).default,
  fleet: async () => (await import('./fleet.js')).default,
  services: async () => (await import('./services.js')).default,
  'scenario:new': async () => (await import('./scenario/new.js')).default,
  'scenario:check': async () => (await import('./scenario/check.js')).default,
  'scenario:schema': async () => (await import('./scenario/schema.js')).default,
  'prices:list': async () => (await import('./prices/list.js')).default,
  'prices:show': async () => (await import('./prices/show.js')).default,
  'prices:check': async () => (await import('./prices/check.js')).default,
  completion: async () => (await import('./completion.js')).default,
};
