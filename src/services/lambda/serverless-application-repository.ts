import * as z from 'zod';
import { defineService } from '../service.js';

/** AWS Serverless Application Repository: free itself. What an application deploys is billed as its own services. */
export const serverlessApplicationRepository = defineService({
  id: 'serverless-application-repository',
  serviceName: 'AWS Serverless Application Repository',
  pricingUrl: 'https://aws.amazon.com/serverless/serverlessrepo/',
  summary: 'Free itself; `crossover scenario new --from-sam` reads what an application deploys.',
  notModelled: ['what the application deploys (read its template, and place the services)'],
  meters: [],
  input: z.strictObject({}),
  simulate: () => ({
    metered: undefined,
    activity: {},
    warnings: [
      'the repository is free, what an application deploys is not: place its services, as `crossover scenario new --from-sam TEMPLATE` writes them',
    ],
  }),
  meter: () => [],
});
