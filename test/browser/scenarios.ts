/** Steady traffic on three designs with a shared database. */
export const STEADY = `version: 1
name: Steady API
region: us-east-1
workloads:
  - { name: around the clock, requests: 30M, durationMs: 120, cpuMs: 40, memoryMb: 20 }
designs:
  - name: Lambda
    services:
      - { service: lambda, architecture: arm64, memoryMb: 1024 }
      - { service: aurora-serverless, minAcu: 0.5, maxAcu: 16, storageGb: 50, ioRequests: 60M }
  - name: Fargate
    services:
      - { service: fargate, vcpu: 1, memoryGb: 2, minTasks: 2, maxTasks: 50 }
      - { service: aurora-serverless, minAcu: 0.5, maxAcu: 16, storageGb: 50, ioRequests: 60M }
  - name: ECS on EC2
    services:
      - { service: ecs-ec2, instanceType: m7g.large, minInstances: 2, minTasks: 2, vcpu: 1, memoryGb: 2, ebsGb: 30 }
`;

/** A daily curve, a mix, discounts, usage elsewhere, a design that cannot do the work. */
export const SHAPED = `version: 1
name: Shop
region: eu-central-1
month: 2026-11
discountPercent: { lambda: 12, all: 5 }
account: { duration-x86_64: 200K }
workloads:
  - { name: day, requests: 12M, shape: { type: daily, peakToMean: 3, weekendFactor: 0.4 }, durationMs: 150, cpuMs: 60 }
  - { name: night, requests: 2M, durationMs: 900 }
  - { name: both, mix: [day, night] }
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 512 }, { service: sqs, perRequest: 2 }] }
  - { name: one small task, services: [{ service: fargate, vcpu: 0.25, memoryGb: 0.5, maxTasks: 1 }] }
  - { name: Fargate, services: [{ service: fargate, vcpu: 1, memoryGb: 2, minTasks: 2 }, { service: aurora-serverless }] }
`;

export const HOSTILE_NAME = '<script>alert(1)</script><img src=x onerror=alert(2)>';

/** Names that would do something if they were markup, in every place that takes a name. */
export const HOSTILE = `version: 1
name: '${HOSTILE_NAME}'
region: us-east-1
workloads:
  - { name: '"><svg onload=alert(3)> "quoted" it''s', requests: 3M, durationMs: 100, cpuMs: 50 }
  - { name: 'שלום عالم 🚀', requests: 1M, durationMs: 100, cpuMs: 50 }
designs:
  - { name: '</script><script>alert(4)</script>', services: [{ service: lambda, name: '<b>bold</b>' }] }
  - { name: '</title></svg></style><style>*{display:none}</style>', services: [{ service: fargate, name: '--><!--' }] }
  - { name: 'javascript:alert(5)', services: [{ service: s3, name: '{{7*7}}', storageGb: 10 }] }
`;
