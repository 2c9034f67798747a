import * as z from 'zod'
import type { AppliedCredential, Credential } from '../../core/credential/credential.ts'
import type { OpenOperation } from '../../core/operation/operation.ts'
import { PLAN_IDS } from '../../core/plan/plan.ts'
import type { Hold } from '../../core/tenant/hold.ts'
import type { Tenant } from '../../core/tenant/tenant.ts'
import type { Topic, TopicSpec } from '../../core/topic/topic.ts'
import { clusterUseSchema } from './cluster-item.ts'

// Strict all over: a field that this reader does not know would be lost with its next write.

const time = z.int()

const topicSpecSchema: z.ZodType<TopicSpec> = z.strictObject({
  partitions: z.int(),
  retentionMs: z.int(),
  cleanupPolicy: z.enum(['delete', 'compact', 'compact,delete']),
})

const topicBase = { name: z.string(), spec: topicSpecSchema, createdAt: time }

const doubt = { doubtful: z.literal(true).exactOptional() }

const topicSchema: z.ZodType<Topic> = z.discriminatedUnion('state', [
  z.strictObject({ ...topicBase, ...doubt, state: z.literal('provisioning') }),
  z.strictObject({
    ...topicBase,
    ...doubt,
    state: z.literal('active'),
    applied: topicSpecSchema,
  }),
  z.strictObject({ ...topicBase, state: z.literal('deleting') }),
  z.strictObject({ ...topicBase, state: z.literal('failed'), error: z.string() }),
])

const appliedSchema: z.ZodType<AppliedCredential> = z.strictObject({
  user: z.boolean(),
  access: z.enum(['none', 'read-only', 'full', 'unknown']),
  quota: z
    .strictObject({
      produceBytesPerSecond: z.number(),
      consumeBytesPerSecond: z.number(),
      requestPercentage: z.number(),
    })
    .nullable(),
})

const credentialBase = {
  id: z.string(),
  number: z.int(),
  role: z.enum(['readwrite', 'produce', 'consume']),
  topics: z.array(z.string()),
  createdAt: time,
  replaces: z
    .strictObject({
      credentialId: z.string(),
      graceSeconds: z.number(),
      automatic: z.boolean().exactOptional(),
    })
    .exactOptional(),
  rotateEveryDays: z.int().exactOptional(),
  applied: appliedSchema,
  waitsFor: z.string().exactOptional(),
}

const works = { ...credentialBase, activatedAt: time }

const credentialSchema: z.ZodType<Credential> = z.discriminatedUnion('state', [
  z.strictObject({ ...credentialBase, state: z.literal('provisioning') }),
  z.strictObject({ ...works, state: z.literal('active') }),
  z.strictObject({ ...works, state: z.literal('retiring'), retiresAt: time }),
  z.strictObject({
    ...credentialBase,
    state: z.literal('revoked'),
    revokedAt: time,
    cleanedAt: time.nullable(),
  }),
  z.strictObject({ ...credentialBase, state: z.literal('failed'), error: z.string() }),
])

const holdSchema: z.ZodType<Hold> = z.strictObject({
  kind: z.enum(['operator', 'storage', 'rate', 'budget', 'deletion']),
  since: time,
  until: time.exactOptional(),
})

const openOperationSchema: z.ZodType<OpenOperation> = z.strictObject({
  id: z.string(),
  generation: z.int(),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('tenant') }),
    z.strictObject({ kind: z.literal('topic'), name: z.string() }),
    z.strictObject({ kind: z.literal('credential'), id: z.string() }),
  ]),
})

/** A tenant as it is stored: one document. */
export const tenantSchema: z.ZodType<Tenant> = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  name: z.string(),
  plan: z.enum(PLAN_IDS),
  createdAt: time,
  version: z.int(),
  generation: z.int(),
  observedGeneration: z.int(),
  dueAt: time.nullable(),
  clusterId: z.string().nullable(),
  counted: clusterUseSchema.exactOptional(),
  holds: z.array(holdSchema),
  storageMark: z.literal([80, 90, 100]).exactOptional(),
  groupsTold: z.strictObject({ limit: z.int(), at: time }).exactOptional(),
  deletionProtection: z.boolean(),
  activatedAt: time.nullable(),
  deletedAt: time.nullable(),
  topics: z.record(z.string(), topicSchema),
  credentials: z.record(z.string(), credentialSchema),
  topicChanges: z.strictObject({ since: time, count: z.int() }).exactOptional(),
  nextCredentialNumber: z.int(),
  openOperations: z.array(openOperationSchema),
  failures: z.int(),
  reason: z.string().nullable(),
})
