/** What `crossover scenario new` starts from. */
export interface NewScenarioOptions {
  readonly name: string;
  readonly region: string;
  /** Address or path of the JSON schema, for editors. */
  readonly schema: string;
}

/** A complete scenario with the reasons for its settings, which reads back without a problem. */
export function newScenarioText({ name, region, schema }: NewScenarioOptions): string {
  return `# yaml-language-server: $schema=${schema}
version: 1
name: ${JSON.stringify(name)}
region: ${region}
month: 730h                 # or 30d, 31d, 2026-11
freeTier: true

# The requests. Every workload is priced on every design.
workloads:
  - name: normal load
    trigger: http           # http, queue, stream, schedule, websocket
    requests: 10M           # in the month; or requestsPerSecond: 4
    durationMs: 120         # wall time of one request on one full vCPU, alone
    cpuMs: 40               # of which CPU; the rest waits for databases and other services
    memoryMb: 20            # working memory of one request in flight
    requestKb: 2
    responseKb: 12
    serviceLevel: { maxLostShare: 0.001, zones: 2 }

# The alternatives that serve them.
designs:
  - name: Serverless
    services:
      - { service: api-gateway, type: http }
      - { service: lambda, architecture: arm64, memoryMb: 1024 }
      - { service: aurora-serverless, engine: postgresql, minAcu: 0.5, maxAcu: 16, storageGb: 50 }
      - { service: cloudwatch, logKbPerRequest: 1 }
      - { service: data-transfer }              # answers to the internet
  - name: Containers
    services:
      - { service: alb }
      - { service: fargate, architecture: arm64, vcpu: 0.5, memoryGb: 1, minTasks: 2, maxTasks: 20 }
      - { service: aurora-serverless, engine: postgresql, minAcu: 0.5, maxAcu: 16, storageGb: 50 }
      - { service: nat-gateway, gbPerMonth: 20 } # images, logs and calls out of private subnets
      - { service: cloudwatch, logKbPerRequest: 1 }
      - { service: data-transfer }
    # without: [nat-gateway]    # what a design knowingly does without
`;
}
