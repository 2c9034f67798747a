import type { AppliedCredential, Credential } from '../../core/credential/credential.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type { Topic } from '../../core/topic/topic.ts'
import { aTenant } from './store-fixtures.ts'

const spec = { partitions: 3, retentionMs: 60_000, cleanupPolicy: 'compact,delete' } as const
const at = 1_764_000_000_123

const topics: readonly Topic[] = [
  { name: 'made', spec, createdAt: at, state: 'provisioning' },
  { name: 'used', spec, createdAt: at, state: 'active', applied: { ...spec, partitions: 2 } },
  { name: 'going', spec, createdAt: at, state: 'deleting' },
  { name: 'refused', spec, createdAt: at, state: 'failed', error: 'The cluster says no.' },
]

const applied: AppliedCredential = {
  user: true,
  access: 'read-only',
  quota: {
    produceBytesPerSecond: 64_000.5,
    consumeBytesPerSecond: 256_000,
    requestPercentage: 12.5,
  },
}

const base = { role: 'readwrite', topics: ['used', 'ma*'], createdAt: at, applied } as const

const credentials: readonly Credential[] = [
  { ...base, id: 'crd_1', number: 1, state: 'provisioning', waitsFor: 'Not now.' },
  { ...base, id: 'crd_2', number: 2, state: 'active', activatedAt: at },
  { ...base, id: 'crd_3', number: 3, state: 'retiring', activatedAt: at, retiresAt: at + 5 },
  { ...base, id: 'crd_4', number: 4, state: 'revoked', revokedAt: at, cleanedAt: null },
  { ...base, id: 'crd_5', number: 5, state: 'failed', error: 'No.' },
  {
    ...base,
    id: 'crd_6',
    number: 6,
    state: 'revoked',
    revokedAt: at,
    cleanedAt: at,
    replaces: { credentialId: 'crd_4', graceSeconds: 0 },
  },
]

/** A tenant with a part in every state that there is, and every field that may be absent once there and once not. */
export function fullTenant(): Tenant {
  return aTenant({
    clusterId: 'cl_a',
    activatedAt: at,
    storageMark: 90,
    groupsTold: { limit: 100, at },
    deletionProtection: true,
    holds: [
      { kind: 'storage', since: at },
      { kind: 'deletion', since: at, until: at + 9 },
    ],
    topics: Object.fromEntries(topics.map((topic) => [topic.name, topic])),
    credentials: Object.fromEntries(credentials.map((each) => [each.id, each])),
    topicChanges: { since: at, count: 3 },
    nextCredentialNumber: 7,
    openOperations: [
      { id: 'op_1', generation: 1, subject: { kind: 'tenant' } },
      { id: 'op_2', generation: 1, subject: { kind: 'topic', name: 'made' } },
      { id: 'op_3', generation: 1, subject: { kind: 'credential', id: 'crd_1' } },
    ],
    failures: 2,
    reason: 'The cluster does not answer – “yet”.',
  })
}
