import { createAclsV3 } from '@platformatic/kafka'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { PATTERN } from './access.ts'
import type { AdminRequests } from './admin-requests.ts'
import { resultOf } from './errors.ts'

const TOPIC = { resourceType: 2, resourceName: '*', operation: 3 } as const
/** Every operation on the cluster itself, of which there is one, with a fixed name. */
const CLUSTER = { resourceType: 4, resourceName: 'kafka-cluster', operation: 2 } as const
const ALLOW = 3 as const

/**
 * Between themselves the brokers of Amazon MSK are `User:ANONYMOUS`. Once anybody has permissions on the cluster or on a
 * topic they need their own, or copies fall behind: https://repost.aws/knowledge-center/msk-sasl-scram-issues and
 * https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html. Only for clusters that let no client in without a
 * log-in, for such a client would have this name too.
 */
const BROKERS_PRINCIPAL = 'User:ANONYMOUS'

/** May be repeated. Throws `unavailable` when the cluster did not take it. */
export async function admitBrokers(requests: AdminRequests): Promise<void> {
  const acls = [CLUSTER, TOPIC].map((permission) => ({
    ...permission,
    principal: BROKERS_PRINCIPAL,
    host: '*',
    resourcePatternType: PATTERN.literal,
    permissionType: ALLOW,
  }))
  const answer = await requests.ask(createAclsV3.api, acls)
  for (const { errorCode } of answer.results) {
    const result = resultOf(errorCode)
    if (!result.ok) throw new ServiceError('unavailable', result.reason)
  }
}
