import { compare, loadPriceBook, readScenarioFile } from '../../src/index.js';

const book = loadPriceBook();
const scenario = await readScenarioFile('scenarios/lambda-or-one-small-task.yaml', book.regions);
const report = compare([scenario], book);
for (const { workload, design, rank, monthlyUsd } of report.scenarios[0]?.results ?? []) {
  if (rank === 1) console.log(`${workload}: ${design}, ${monthlyUsd.toFixed(2)} USD`);
}
