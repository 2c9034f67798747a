import { uncleaned } from '../credential/retire.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { findTopic } from '../topic/topic-of.ts'
import type { Topic } from '../topic/topic.ts'
import type { Change, ChangeKind, ChangeOf } from './change.ts'
import type { Outcome } from './outcome.ts'

type TopicChange = ChangeOf<'create-topic' | 'grow-topic' | 'configure-topic' | 'delete-topic'>
type CredentialChange = Exclude<Change, TopicChange>

/**
 * For a pass that was overtaken: another one wrote the tenant since this one read it, and nobody can tell whose request
 * the cluster carried out last. So nothing that this pass tried counts as done, and all of it is brought about again.
 */
export function recordDoubts(tenant: Tenant, outcomes: readonly Outcome[]): Tenant {
  return outcomes.reduce((current, { change }) => {
    if ('topic' in change) return doubtTopic(current, change)
    return doubtCredential(current, change)
  }, tenant)
}

function doubtTopic(tenant: Tenant, change: TopicChange): Tenant {
  const topic = doubted(findTopic(tenant.topics, change.topic), change)
  return topic === undefined
    ? tenant
    : { ...tenant, topics: { ...tenant.topics, [topic.name]: topic } }
}

function doubted(topic: Topic | undefined, change: TopicChange): Topic | undefined {
  if (topic === undefined)
    return change.kind === 'create-topic'
      ? { name: change.topic, spec: change.spec, createdAt: 0, state: 'deleting' }
      : undefined
  if (topic.state === 'provisioning') return { ...topic, doubtful: true }
  if (topic.state !== 'active') return undefined
  if (change.kind !== 'delete-topic') return { ...topic, doubtful: true }
  const { name, spec, createdAt } = topic
  return { name, spec, createdAt, state: 'provisioning', doubtful: true }
}

const OF_ACCESS: readonly ChangeKind[] = ['grant-access', 'revoke-access']

function doubtCredential(tenant: Tenant, change: CredentialChange): Tenant {
  const credential = tenant.credentials[change.credentialId]
  if (credential === undefined) return tenant
  const { applied } = credential
  const doubted =
    credential.state === 'revoked'
      ? uncleaned(credential)
      : {
          ...credential,
          applied: {
            ...applied,
            access: OF_ACCESS.includes(change.kind) ? ('unknown' as const) : applied.access,
            quota: change.kind === 'set-quota' ? null : applied.quota,
          },
        }
  return { ...tenant, credentials: { ...tenant.credentials, [credential.id]: doubted } }
}
