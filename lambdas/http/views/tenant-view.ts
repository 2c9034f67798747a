import * as z from 'zod'
import { planOf } from '../../../core/plan/plan.ts'
import { accessUnder } from '../../../core/tenant/hold.ts'
import { prefixOf, stateOf, type Tenant } from '../../../core/tenant/tenant.ts'
import { planLimitsSchema } from './plan-view.ts'
import { timeView } from './time.ts'

const holdSchema = z.object({
  kind: z.enum(['operator', 'storage', 'rate', 'budget', 'deletion']),
  since: z.iso.datetime(),
  until: z.iso.datetime().optional(),
})

export const tenantSchema = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.string(),
  state: z.enum(['provisioning', 'active', 'suspended', 'deleting', 'deleted', 'failed']),
  reason: z.string().optional(),
  holds: z.array(holdSchema),
  access: z.enum(['none', 'read-only', 'full']),
  deletionProtection: z.boolean(),
  prefix: z.string(),
  clusterId: z.string().nullable(),
  generation: z.int(),
  observedGeneration: z.int(),
  limits: planLimitsSchema,
  operationId: z.string().optional(),
  createdAt: z.iso.datetime(),
})

/** As operators see it: with whose it is. */
export const operatedTenantSchema = tenantSchema.extend({ accountId: z.string() })

export function operatedTenantView(tenant: Tenant): z.output<typeof operatedTenantSchema> {
  return { ...tenantView(tenant), accountId: tenant.accountId }
}

/** A tenant as the API shows it; `operationId` in the answer to the request that declared something. */
export function tenantView(tenant: Tenant, operationId?: string): z.output<typeof tenantSchema> {
  const state = stateOf(tenant)
  return {
    id: tenant.id,
    name: tenant.name,
    plan: tenant.plan,
    state,
    ...(tenant.reason !== null && state !== 'active' ? { reason: tenant.reason } : {}),
    holds: tenant.holds.map(({ kind, since, until }) => ({
      kind,
      since: timeView(since),
      ...(until === undefined ? {} : { until: timeView(until) }),
    })),
    access: accessUnder(tenant.holds),
    deletionProtection: tenant.deletionProtection,
    prefix: prefixOf(tenant),
    clusterId: tenant.clusterId,
    generation: tenant.generation,
    observedGeneration: tenant.observedGeneration,
    limits: { ...planOf(tenant.plan).limits },
    ...(operationId === undefined ? {} : { operationId }),
    createdAt: timeView(tenant.createdAt),
  }
}
