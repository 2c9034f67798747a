import type { Credential } from '../../credential/credential.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { findTopic } from '../../topic/topic-of.ts'
import type { Doubt } from './difference.ts'

/**
 * The tenant with these parts written down as not applied, so that settling brings them about by its usual way: with the
 * stored password, in batches, and killable between any two calls.
 */
export function doubtParts(tenant: Tenant, doubts: readonly Doubt[]): Tenant {
  return doubts.reduce(doubtPart, tenant)
}

function doubtPart(tenant: Tenant, doubt: Doubt): Tenant {
  if (!('credentialId' in doubt)) return doubtTopic(tenant, doubt)
  const credential = tenant.credentials[doubt.credentialId]
  if (credential === undefined || credential.state === 'revoked') return tenant
  const doubted = { ...credential, applied: withDoubt(credential.applied, doubt.part) }
  return { ...tenant, credentials: { ...tenant.credentials, [credential.id]: doubted } }
}

function withDoubt(
  applied: Credential['applied'],
  part: 'user' | 'access' | 'quota',
): Credential['applied'] {
  switch (part) {
    case 'user':
      return { ...applied, user: false }
    case 'access':
      return { ...applied, access: 'unknown' }
    case 'quota':
      return { ...applied, quota: null }
  }
}

function doubtTopic(tenant: Tenant, doubt: Exclude<Doubt, { credentialId: string }>): Tenant {
  const topic = findTopic(tenant.topics, doubt.topic)
  if (topic?.state !== 'active') return tenant
  const doubted =
    doubt.part === 'settings'
      ? { ...topic, doubtful: true as const }
      : { ...topic, applied: { ...topic.applied, partitions: doubt.found } }
  return { ...tenant, topics: { ...tenant.topics, [topic.name]: doubted } }
}
