import { Args, Flags } from '@oclif/core';
import { companionFlags, formatFlags, pricingFlags } from './shared-flags.js';

/** The scenario that a question is about. */
export const decisionArgs = {
  file: Args.string({ description: 'Scenario file, YAML or JSON; - reads standard input.', required: true }),
};

/** Flags of every question about one workload of a scenario. */
export const decisionFlags = {
  ...formatFlags,
  ...pricingFlags,
  ...companionFlags,
  workload: Flags.string({ description: 'The workload, where several might be meant.', helpValue: 'NAME' }),
};
