import { workloadFields } from '../../scenario/scenario-schema.js';
import { shapeFields } from '../../scenario/shape-schema.js';
import { scenarioText } from '../../scenario/write-scenario.js';
import type { Answers, Draft } from './answers.js';
import { answerValue } from './check-answer.js';
import { requestVolume } from './request-volume.js';

const COMMENT = 'Made by crossover estimate. All fields: crossover services ID, crossover scenario schema';

/** Writes a draft as the text of a scenario file. */
export function draftScenarioText({ name, answers, designs, shared }: Draft): string {
  return scenarioText(
    {
      version: 1,
      name,
      region: answers.region,
      workloads: [workloadOf(answers)],
      designs: designs.map((design) => ({ name: design.name, services: [...design.services, ...shared] })),
    },
    COMMENT,
  );
}

function workloadOf(answers: Answers): Record<string, unknown> {
  const { durationMs, cpuMs, memoryMb } = workloadFields();
  return {
    name: 'work',
    trigger: answers.trigger,
    ...(answers.trigger === 'schedule' ? {} : requestVolume(answers.volume)),
    shape: shapeOf(answers),
    durationMs: answerValue(answers.durationMs, durationMs),
    cpuMs: answerValue(answers.cpuMs, cpuMs),
    memoryMb: answerValue(answers.memoryMb, memoryMb),
  };
}

function shapeOf(answers: Answers): Record<string, unknown> {
  if (answers.trigger === 'schedule') {
    const { every, burst } = shapeFields('cron');
    return { type: 'cron', every: answerValue(answers.every, every), burst: answerValue(answers.burst, burst) };
  }
  switch (answers.shape) {
    case 'daily':
      return { type: 'daily', peakToMean: answerValue(answers.peakToMean, shapeFields('daily').peakToMean) };
    case 'spikes': {
      const { count, length, factor } = shapeFields('spikes');
      return {
        type: 'spikes',
        count: answerValue(answers.spikeCount, count),
        length: answerValue(answers.spikeLength, length),
        factor: answerValue(answers.spikeFactor, factor),
      };
    }
    case 'growth':
      return { type: 'growth', factor: answerValue(answers.growthFactor, shapeFields('growth').factor) };
    case 'trace':
      return { type: 'trace', file: answers.traceFile };
    default:
      return { type: 'steady' };
  }
}
