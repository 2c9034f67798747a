import { type Credential, NOTHING_APPLIED } from '../../../core/credential/credential.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import type { Topic, TopicSpec } from '../../../core/topic/topic.ts'
import type { TenantObservation } from '../../../core/usage/observation.ts'
import { at, IDS, NOW } from './example-ids.ts'

const CREATED_AT = at('01T08:00:00')
const SPEC: TopicSpec = { partitions: 3, retentionMs: 86_400_000, cleanupPolicy: 'delete' }
const APPLIED = { user: true, access: 'full', quota: null } as const

export const TOPIC = {
  name: 'orders',
  spec: SPEC,
  applied: SPEC,
  createdAt: CREATED_AT,
  state: 'active',
} as const satisfies Topic

export const CREDENTIAL = {
  id: IDS.credential,
  number: 1,
  role: 'readwrite',
  topics: [],
  createdAt: CREATED_AT,
  applied: APPLIED,
  state: 'active',
  activatedAt: at('01T08:00:01'),
} as const satisfies Credential

export const NEW_CREDENTIAL = {
  id: IDS.successor,
  number: 2,
  role: 'readwrite',
  topics: [],
  createdAt: NOW,
  applied: NOTHING_APPLIED,
  state: 'provisioning',
} as const satisfies Credential

/** In the middle of its life: one topic, one credential, nothing left to do. */
export const TENANT: Tenant = {
  id: IDS.tenant,
  accountId: IDS.account,
  name: 'orders',
  plan: 'basic-0',
  createdAt: CREATED_AT,
  version: 4,
  generation: 1,
  observedGeneration: 1,
  dueAt: null,
  clusterId: IDS.cluster,
  holds: [],
  deletionProtection: false,
  activatedAt: at('01T08:00:01'),
  deletedAt: null,
  topics: { [TOPIC.name]: TOPIC },
  credentials: { [CREDENTIAL.id]: CREDENTIAL },
  nextCredentialNumber: 2,
  openOperations: [],
  failures: 0,
  reason: null,
}

/** The tenant as the answer to a declaration shows it: the cluster has not heard of it yet. */
export function declared(change: Partial<Tenant>): Tenant {
  return { ...TENANT, generation: TENANT.generation + 1, ...change }
}

/** Just made, and without a place. */
export const NEW_TENANT: Tenant = declared({
  createdAt: NOW,
  generation: 1,
  observedGeneration: 0,
  clusterId: null,
  activatedAt: null,
})

export const OBSERVATION: TenantObservation = {
  tenantId: IDS.tenant,
  at: at('12T08:29:40'),
  topicBytes: { [TOPIC.name]: 48_211_904 },
  lastUsedAt: { [`${IDS.tenant}-1`]: at('12T08:29:40') },
}
