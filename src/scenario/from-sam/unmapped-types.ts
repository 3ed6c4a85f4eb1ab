/** Types that cost nothing by themselves, or whose cost is counted with another resource. */
const FREE = [
  /^AWS::IAM::/,
  /^AWS::ApiGateway::(?!RestApi$)/,
  /^AWS::ApiGatewayV2::(?!Api$)/,
  /^AWS::AppSync::(?!GraphQLApi$|Api$)/,
  /^AWS::ApplicationAutoScaling::/,
  /^AWS::CDK::Metadata$/,
  /^AWS::CertificateManager::Certificate$/,
  // A custom resource runs its function at deployment only.
  /^AWS::CloudFormation::(?!Stack$|Macro$)/,
  /^Custom::/,
  /^AWS::CodeDeploy::/,
  /^AWS::Cognito::(?:UserPoolClient|UserPoolDomain|UserPoolGroup|UserPoolResourceServer|IdentityPoolRoleAttachment)$/,
  /^AWS::DynamoDB::ResourcePolicy$/,
  /^AWS::EC2::(?:VPC|VPCGatewayAttachment|Subnet|SubnetRouteTableAssociation|RouteTable|Route|InternetGateway|EgressOnlyInternetGateway|SecurityGroup|SecurityGroupIngress|SecurityGroupEgress|NetworkAcl|NetworkAclEntry|SubnetNetworkAclAssociation|EIP|EIPAssociation|LaunchTemplate|DHCPOptions|VPCDHCPOptionsAssociation)$/,
  /^AWS::ECS::(?:Cluster|ClusterCapacityProviderAssociations|CapacityProvider)$/,
  /^AWS::EFS::(?:MountTarget|AccessPoint)$/,
  /^AWS::ElasticLoadBalancingV2::(?:Listener|ListenerRule|TargetGroup|ListenerCertificate)$/,
  /^AWS::Events::(?:Connection|EventBusPolicy)$/,
  /^AWS::KMS::Alias$/,
  /^AWS::Kinesis::StreamConsumer$/,
  /^AWS::Lambda::(?:Permission|Version|Alias|Url|EventSourceMapping|EventInvokeConfig|LayerVersion|LayerVersionPermission|CodeSigningConfig)$/,
  /^AWS::Logs::(?:LogStream|SubscriptionFilter|ResourcePolicy|QueryDefinition|MetricFilter)$/,
  /^AWS::RDS::(?:DBSubnetGroup|DBClusterParameterGroup|DBParameterGroup|DBProxyTargetGroup|DBProxyEndpoint)$/,
  /^AWS::Route53::RecordSet(?:Group)?$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SNS::(?:Subscription|TopicPolicy)$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::SSM::Parameter$/,
  /^AWS::Scheduler::ScheduleGroup$/,
  /^AWS::SecretsManager::(?:ResourcePolicy|RotationSchedule|SecretTargetAttachment)$/,
  /^AWS::Serverless::(?:LayerVersion|Connector)$/,
  /^AWS::StepFunctions::(?:StateMachineAlias|StateMachineVersion)$/,
  /^AWS::XRay::(?:SamplingRule|Group|ResourcePolicy)$/,
];

/** Whether resources of a type cost nothing by themselves. */
export function isFree(type: string): boolean {
  return FREE.some((pattern) => pattern.test(type));
}

/** Why well-known types are left out; any other type is unknown. */
export const LEFT_OUT_REASONS: Readonly<Record<string, string>> = {
  'AWS::Serverless::Application': 'a nested application: convert its own template, and add its services here',
  'AWS::CloudFormation::Stack': 'a nested stack: convert its own template, and add its services here',
  'AWS::CloudFront::Distribution': 'CloudFront is not modelled; for functions at its locations add `lambda-edge`',
  'AWS::EC2::Instance': 'an EC2 instance: add its hours as `ecs-ec2`, which bills the same',
  'AWS::AutoScaling::AutoScalingGroup':
    'a group of EC2 instances: set `instanceType` of the service whose tasks run on it',
};
