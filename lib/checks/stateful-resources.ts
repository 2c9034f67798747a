/**
 * Resources whose replacement loses data or moves brokers, and the properties that CloudFormation can change only by
 * replacing them ("createOnlyProperties" of https://schema.cloudformation.us-east-1.amazonaws.com/CloudformationSchema.zip).
 * Those of a user pool are immutable without being listed there.
 */
const REPLACING_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': [
    'AliasAttributes',
    'UsernameAttributes',
    'UsernameConfiguration',
    'Schema',
  ],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  'AWS::EC2::SecurityGroup': ['GroupName', 'GroupDescription', 'VpcId'],
  'AWS::EC2::Subnet': ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  'AWS::EC2::VPC': ['CidrBlock', 'InstanceTenancy'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion'],
  'AWS::MSK::Cluster': [
    'ClusterName',
    'BrokerNodeGroupInfo.BrokerAZDistribution',
    'BrokerNodeGroupInfo.ClientSubnets',
    'BrokerNodeGroupInfo.SecurityGroups',
    'EncryptionInfo.EncryptionAtRest',
    'EncryptionInfo.EncryptionInTransit.InCluster',
  ],
  'AWS::MSK::Configuration': ['Name', 'KafkaVersionsList'],
  'AWS::S3::Bucket': ['BucketName'],
  // A value that is generated anew is as lost as one that was replaced.
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString'],
}

/** A template as `Template.toJSON` or a file of the cloud assembly has it. */
export interface TemplateText {
  readonly Resources?: Readonly<Record<string, ResourceText>>
}

interface ResourceText {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
}

export interface StatefulResource {
  readonly type: string
  readonly replacing: Readonly<Record<string, unknown>>
}

/** Logical id → what must not change about it; a property that is not set must stay so, and is not listed. */
export function statefulResources(template: TemplateText): Record<string, StatefulResource> {
  const found: Record<string, StatefulResource> = {}
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources ?? {})) {
    const names = REPLACING_PROPERTIES[Type]
    if (!names) continue
    const values = names.map((name) => [name, valueAt(Properties, name.split('.'))] as const)
    const replacing = Object.fromEntries(values.filter(([, value]) => value !== undefined))
    found[logicalId] = { type: Type, replacing }
  }
  return found
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined
  return valueAt(Reflect.get(value, name), rest)
}
