import { createHash } from 'node:crypto'
import type { Credential } from '../../../core/credential/credential.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import type { Topic } from '../../../core/topic/topic.ts'
import { aTenant } from '../../contracts/store-fixtures.ts'

const at = 1_764_000_000_123
const NAME_LENGTH = 200
/** What the rules of credentials and declarations allow beside the plan. */
const PATTERNS = 10
const OPEN_OPERATIONS = 100
const REVOKED_KEPT = 20

/** Letters and digits without any pattern, the same in every run: nothing in them can be compressed. */
function noise(seed: string, length: number): string {
  let text = ''
  for (let part = 0; text.length < length; part += 1) {
    text += createHash('sha512').update(`${seed} ${part}`).digest('base64url')
  }
  return text.slice(0, length)
}

const many = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_, number) => make(number))

function aTopic(number: number): Topic {
  const retentionMs = 60_000 + number * 977
  const spec = {
    partitions: 1 + (number % 9),
    retentionMs,
    cleanupPolicy: 'compact,delete',
  } as const
  const name = noise(`topic ${number}`, NAME_LENGTH)
  const createdAt = at + number * 7_919
  return { name, spec, createdAt, state: 'active', applied: { ...spec, partitions: 1 } }
}

function aCredential(number: number) {
  return {
    id: `crd_${noise(`id ${number}`, 20)}`,
    number,
    role: 'readwrite',
    createdAt: at + number * 7_919,
    topics: many(PATTERNS, (n) => `${noise(`pattern ${number} ${n}`, NAME_LENGTH - 1)}*`),
    activatedAt: at + number * 104_729,
    applied: {
      user: true,
      access: 'full',
      quota: {
        produceBytesPerSecond: 1_000_000 / (number + 3),
        consumeBytesPerSecond: 4_000_000 / (number + 7),
        requestPercentage: 50 / (number + 9),
      },
    },
  } as const
}

/** All that a plan allows at its longest: every credential in the middle of a rotation, every topic declared anew. */
export function largestTenant({ id, limits }: Plan): Tenant {
  const topics = many(limits.topics, aTopic)
  const leaving = many(OPEN_OPERATIONS, (n) => deleting(aTopic(limits.topics + n)))
  const first = many(limits.credentials, aCredential)
  const credentials: Credential[] = first.flatMap((each, n) => [
    { ...each, state: 'retiring', retiresAt: at + n },
    {
      ...aCredential(limits.credentials + n),
      topics: each.topics,
      replaces: { credentialId: each.id, graceSeconds: 604_800 },
      state: 'active',
    },
  ])
  const revoked: Credential[] = first
    .slice(0, REVOKED_KEPT)
    .map(({ activatedAt: _, ...each }, n) => ({
      ...each,
      id: `crd_${noise(`revoked ${n}`, 20)}`,
      number: 2 * limits.credentials + n,
      state: 'revoked',
      revokedAt: at,
      cleanedAt: at,
    }))
  return aTenant({
    plan: id,
    name: noise('name', 63).toLowerCase(),
    clusterId: `cl_${noise('cluster', 20)}`,
    topics: Object.fromEntries([...topics, ...leaving].map((each) => [each.name, each])),
    credentials: Object.fromEntries([...credentials, ...revoked].map((each) => [each.id, each])),
    openOperations: leaving.map(({ name }, n) => ({
      id: `op_${noise(`operation ${n}`, 20)}`,
      generation: n,
      subject: { kind: 'topic', name },
    })),
  })
}

function deleting({ name, spec, createdAt }: Topic): Topic {
  return { name, spec, createdAt, state: 'deleting' }
}
