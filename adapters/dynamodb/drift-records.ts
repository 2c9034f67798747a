import * as z from 'zod'
import { FINDING_KINDS, type Finding } from '../../core/reconcile/drift/finding.ts'

const time = z.int()

const base = {
  id: z.string(),
  clusterId: z.string(),
  kind: z.enum(FINDING_KINDS),
  tenantId: z.string().nullable(),
  resource: z.string(),
  detail: z.string(),
  remedy: z.enum(['repair', 'report']),
  firstSeenAt: time,
  lastSeenAt: time,
  version: z.int(),
}

export const findingSchema: z.ZodType<Finding> = z.discriminatedUnion('state', [
  z.strictObject({ ...base, state: z.literal('open') }),
  z.strictObject({ ...base, state: z.literal('repaired'), repairedAt: time }),
  z.strictObject({ ...base, state: z.literal('silenced'), until: time, reason: z.string() }),
])
