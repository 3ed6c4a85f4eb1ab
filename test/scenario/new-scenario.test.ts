import { expect, it } from 'vitest';
import { newScenarioText } from '../../src/scenario/new-scenario.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

it.each(['My application', 'He said "no": #1 & {co}', "it's"])('a new scenario reads back: %s', async (name) => {
  const text = newScenarioText({ name, region: 'eu-west-1', schema: './scenario.schema.json' });
  expect(await readScenario(text, { regions: ['eu-west-1'] })).toMatchObject({ name, region: 'eu-west-1' });
});
