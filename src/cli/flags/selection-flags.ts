import { Flags } from '@oclif/core';

/** Which results to show. */
export const selectionFlags = {
  workload: Flags.string({ description: 'Show this workload only.', helpValue: 'NAME' }),
  design: Flags.string({ description: 'Show this design only.', helpValue: 'NAME' }),
};
