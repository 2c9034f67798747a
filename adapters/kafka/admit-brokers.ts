import { type Acl, createAclsV3 } from '@platformatic/kafka'
import type { AdminRequests } from './admin-requests.ts'
import { PATTERN } from './access.ts'
import { resultOf } from './errors.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'

const TOPIC_RESOURCE = 2
const CLUSTER_RESOURCE = 4
const READ = 3
const ALL = 2
const ALLOW = 3

/**
 * Between themselves the brokers of a managed cluster are `User:ANONYMOUS`. Once somebody has permissions on the cluster
 * or on a topic, they need their own, or replication stops:
 * https://repost.aws/knowledge-center/msk-sasl-scram-issues, https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html
 * Only for clusters that let no client in without a log-in: such a client would have this name too.
 */
export const BROKERS_PRINCIPAL = 'User:ANONYMOUS'

/** Lets the brokers of a managed cluster reach each other whatever the default is. May be repeated. */
export async function admitBrokers(requests: AdminRequests): Promise<void> {
  const acls = [
    aclOf(CLUSTER_RESOURCE, 'kafka-cluster', ALL),
    aclOf(TOPIC_RESOURCE, '*', READ),
  ]
  const answer = await requests.ask(createAclsV3.api, acls)
  for (const { errorCode } of answer.results) {
    const result = resultOf(errorCode)
    if (!result.ok) throw new ServiceError('unavailable', result.reason)
  }
}

function aclOf(resourceType: number, resourceName: string, operation: number): Acl {
  return {
    principal: BROKERS_PRINCIPAL,
    host: '*',
    resourceType,
    resourcePatternType: PATTERN.literal,
    resourceName,
    operation,
    permissionType: ALLOW,
  }
}
