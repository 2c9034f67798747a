import { accessBindings } from '../credential/access-bindings.ts'
import { type Access, type Credential, isLive, usernameOf } from '../credential/credential.ts'
import { planOf } from '../plan/plan.ts'
import { isShareOf, quotaShare } from '../quota/quota-share.ts'
import { accessUnder } from '../tenant/hold.ts'
import { kafkaNameOf, type Tenant } from '../tenant/tenant.ts'
import type { Topic } from '../topic/topic.ts'
import type { Cell, Change } from './change.ts'

/**
 * What is left to do on the cluster for this tenant: the difference between what is desired and what was applied.
 * Pure; empty means settled. Time has to be let pass first (`elapse`).
 */
export function plan(tenant: Tenant, cell: Cell): readonly Change[] {
  const topics = Object.values(tenant.topics).flatMap((topic) => planTopic(tenant, topic, cell))
  const credentials = Object.values(tenant.credentials).flatMap((credential) =>
    planCredential(tenant, credential, cell),
  )
  return [...topics, ...credentials]
}

function planTopic(tenant: Tenant, topic: Topic, cell: Cell): readonly Change[] {
  const kafkaName = kafkaNameOf(tenant, topic.name)
  switch (topic.state) {
    case 'provisioning': {
      const request = { kafkaName, ...topic.spec, replicationFactor: cell.replicationFactor }
      return [{ kind: 'create-topic', topic: topic.name, request, spec: topic.spec }]
    }
    case 'active':
      return alterations(topic, kafkaName)
    case 'deleting':
      return [{ kind: 'delete-topic', topic: topic.name, kafkaName }]
    case 'failed':
      return []
  }
}

function alterations(
  topic: Extract<Topic, { state: 'active' }>,
  kafkaName: string,
): readonly Change[] {
  const { spec, applied, name, doubtful } = topic
  const changes: Change[] = []
  if (spec.partitions > applied.partitions) {
    changes.push({
      kind: 'grow-topic',
      topic: name,
      request: { kafkaName, partitions: spec.partitions },
    })
  }
  const sameSettings =
    spec.retentionMs === applied.retentionMs && spec.cleanupPolicy === applied.cleanupPolicy
  if (!sameSettings || doubtful === true) {
    const { retentionMs, cleanupPolicy } = spec
    changes.push({
      kind: 'configure-topic',
      topic: name,
      request: { kafkaName, retentionMs, cleanupPolicy },
    })
  }
  return changes
}

function planCredential(tenant: Tenant, credential: Credential, cell: Cell): readonly Change[] {
  switch (credential.state) {
    case 'provisioning':
      return [
        ...planLive(tenant, credential, cell),
        { kind: 'verify-login', ...namesOf(tenant, credential) },
      ]
    case 'active':
    case 'retiring':
      return planLive(tenant, credential, cell)
    case 'revoked':
      return credential.cleanedAt === null ? planRemoval(tenant, credential) : []
    case 'failed':
      return []
  }
}

function planLive(tenant: Tenant, credential: Credential, cell: Cell): readonly Change[] {
  const names = namesOf(tenant, credential)
  const changes: Change[] = []
  if (!credential.applied.user) changes.push({ kind: 'put-user', ...names })
  changes.push(...accessChanges(tenant, credential, accessUnder(tenant.holds)))
  const tenantPlan = planOf(tenant.plan)
  if (!isShareOf(tenantPlan, cell.brokers, credential.applied.quota)) {
    const live = Object.values(tenant.credentials).filter(isLive).length
    changes.push({ kind: 'set-quota', ...names, quota: quotaShare(tenantPlan, cell.brokers, live) })
  }
  return changes
}

function accessChanges(tenant: Tenant, credential: Credential, wanted: Access): readonly Change[] {
  const names = namesOf(tenant, credential)
  const { username } = names
  const { access } = credential.applied
  if (access === wanted) return []
  if (wanted === 'none')
    return [{ kind: 'revoke-access', ...names, filter: { username }, leaves: 'none' }]
  const changes: Change[] = []
  if (wanted === 'read-only' && access !== 'none') {
    const filter = { username, operation: 'write' } as const
    const leaves = access === 'full' ? 'read-only' : 'unknown'
    changes.push({ kind: 'revoke-access', ...names, filter, leaves })
  }
  if (access !== 'full') {
    const bindings = accessBindings(tenant.id, credential, wanted)
    changes.push({ kind: 'grant-access', ...names, bindings, gives: wanted })
  }
  return changes
}

/** Permissions go first: deleting them cuts open connections, which deleting the user does not. */
function planRemoval(tenant: Tenant, credential: Credential): readonly Change[] {
  const names = namesOf(tenant, credential)
  const { applied } = credential
  const changes: Change[] = [...accessChanges(tenant, credential, 'none')]
  if (applied.quota !== null) changes.push({ kind: 'set-quota', ...names, quota: null })
  if (applied.user) changes.push({ kind: 'delete-user', ...names })
  changes.push({ kind: 'forget-secret', ...names })
  return changes
}

function namesOf(
  tenant: Tenant,
  credential: Credential,
): { credentialId: string; username: string } {
  return { credentialId: credential.id, username: usernameOf(tenant.id, credential) }
}
