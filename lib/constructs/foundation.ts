import type { Stack } from 'aws-cdk-lib'
import { type ISecurityGroup, type IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import type { Configuration } from '../config/configuration.ts'
import { published } from './parameters.ts'

function parameter(stack: Stack, { name }: Configuration, key: string): string {
  return published(stack, { deployment: name, part: 'foundation' }, key)
}

/** The network of the foundation stack, as another stack sees it; its subnets are asked for by `subnetIds`. */
export function importVpc(stack: Stack, configuration: Configuration): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: parameter(stack, configuration, 'vpc-id'),
    vpcCidrBlock: configuration.network.cidr,
    availabilityZones: stack.availabilityZones.slice(0, configuration.network.availabilityZones),
  })
}

/** The private subnets of the first `zones` zones. */
export function subnetIds(
  stack: Stack,
  configuration: Configuration,
  zones: number,
): readonly string[] {
  return Array.from({ length: zones }, (_, zone) =>
    parameter(stack, configuration, `subnet-id-${zone}`),
  )
}

/** The group of functions that speak Kafka. Its rules are the foundation's alone. */
export function importFunctionsGroup(stack: Stack, configuration: Configuration): ISecurityGroup {
  const id = parameter(stack, configuration, 'functions-group-id')
  return SecurityGroup.fromSecurityGroupId(stack, 'FunctionsGroup', id, { mutable: false })
}

export function importKey(
  stack: Stack,
  configuration: Configuration,
  key: 'data-key-arn' | 'secrets-key-arn',
): IKey {
  return Key.fromKeyArn(stack, key, parameter(stack, configuration, key))
}
