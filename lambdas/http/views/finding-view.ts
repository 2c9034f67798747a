import * as z from 'zod'
import {
  FINDING_KINDS,
  FINDING_STATES,
  type Finding,
} from '../../../core/reconcile/drift/finding.ts'
import { timeView } from './time.ts'

export const findingSchema = z.object({
  id: z.string(),
  clusterId: z.string(),
  kind: z.enum(FINDING_KINDS),
  tenantId: z.string().nullable(),
  resource: z.string(),
  detail: z.string(),
  remedy: z.enum(['repair', 'report']),
  state: z.enum(FINDING_STATES),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  repairedAt: z.iso.datetime().exactOptional(),
  silence: z.object({ until: z.iso.datetime(), reason: z.string() }).exactOptional(),
})

export function findingView(finding: Finding): z.output<typeof findingSchema> {
  const { id, clusterId, kind, tenantId, resource, detail, remedy, state } = finding
  const { firstSeenAt, lastSeenAt } = finding
  return {
    ...{ id, clusterId, kind, tenantId, resource, detail, remedy, state },
    firstSeenAt: timeView(firstSeenAt),
    lastSeenAt: timeView(lastSeenAt),
    ...(finding.state === 'repaired' ? { repairedAt: timeView(finding.repairedAt) } : {}),
    ...(finding.state === 'silenced'
      ? { silence: { until: timeView(finding.until), reason: finding.reason } }
      : {}),
  }
}
