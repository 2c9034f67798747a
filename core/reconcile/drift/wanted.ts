import type { AccessBinding } from '../../cluster/cluster-ports.ts'
import { accessBindings } from '../../credential/access-bindings.ts'
import { type Credential, type QuotaShare, usernameOf } from '../../credential/credential.ts'
import { planOf } from '../../plan/plan.ts'
import { isShareOf } from '../../quota/quota-share.ts'
import { kafkaNameOf, type Tenant } from '../../tenant/tenant.ts'
import type { TopicSpec } from '../../topic/topic.ts'
import type { FoundAccess } from './inventory.ts'

export interface WantedUser {
  readonly credentialId: string
  readonly access: readonly AccessBinding[]
  readonly quota: QuotaShare
  /** Whether it may have that one as well: an even share for the number of credentials that it has by now. */
  readonly mayHave: (quota: QuotaShare) => boolean
}

export interface WantedTopic {
  /** As the customer says it. */
  readonly name: string
  readonly applied: TopicSpec
}

/**
 * What a tenant at rest has on its cluster. Null stands for what nobody can tell: a credential or topic that failed
 * half-way may have left something there, and that is no drift.
 */
export interface Wanted {
  readonly users: ReadonlyMap<string, WantedUser | null>
  readonly topics: ReadonlyMap<string, WantedTopic | null>
  /** Users of this number and above were never made. */
  readonly nextNumber: number
}

/** Of a tenant that is purged. */
export const NOTHING_WANTED: Wanted = {
  users: new Map(),
  topics: new Map(),
  nextNumber: Number.POSITIVE_INFINITY,
}

/** What is known of the quotas of a cluster, beside what each tenant was settled with. */
export interface CellQuotas {
  readonly brokers: number
  /** Shares that moved since, by user name. */
  readonly moved: ReadonlyMap<string, QuotaShare>
}

export function wantedOf(tenant: Tenant, quotas: CellQuotas): Wanted {
  const users = Object.values(tenant.credentials).flatMap((credential) => {
    if (credential.state === 'revoked' && credential.cleanedAt !== null) return []
    const username = usernameOf(tenant.id, credential)
    return [
      [
        username,
        wantedUser(tenant, credential, quotas.moved.get(username), quotas.brokers),
      ] as const,
    ]
  })
  const topics = Object.values(tenant.topics).map((topic) => {
    const certain = topic.state === 'active' && topic.doubtful !== true
    const wanted = certain ? { name: topic.name, applied: topic.applied } : null
    return [kafkaNameOf(tenant, topic.name), wanted] as const
  })
  return { users: new Map(users), topics: new Map(topics), nextNumber: tenant.nextCredentialNumber }
}

function wantedUser(
  tenant: Tenant,
  credential: Credential,
  moved: QuotaShare | undefined,
  brokers: number,
): WantedUser | null {
  const { user, access, quota } = credential.applied
  const works = credential.state === 'active' || credential.state === 'retiring'
  if (!works || !user || access === 'unknown' || quota === null) return null
  const bindings = accessBindings(tenant.id, credential, access)
  const plan = planOf(tenant.plan)
  return {
    credentialId: credential.id,
    access: bindings,
    quota: moved ?? quota,
    mayHave: (found) => moved === undefined && isShareOf(plan, brokers, found),
  }
}

/** A permission of ours as a cluster shows it. */
export function asFound({ username, ...rest }: AccessBinding): FoundAccess {
  return { ...rest, principal: `User:${username}`, host: '*', permission: 'allow' }
}
