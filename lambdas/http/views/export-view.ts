import * as z from 'zod'
import type { ExportRecord } from '../../../core/account/export-account.ts'
import type { Exported } from '../../../core/account/export-sections.ts'
import { microsNumber } from '../../../core/kernel/money.ts'
import { accountSchema, accountView } from './account-view.ts'
import { auditEventSchema, auditEventView } from './audit-event-view.ts'
import { credentialSchema, credentialView } from './credential-view.ts'
import { invoiceSchema, invoiceView } from './invoice-view.ts'
import { memberSchema, memberView } from './member-view.ts'
import { tenantSchema, tenantView } from './tenant-view.ts'
import { timeView } from './time.ts'
import { tokenSchema, tokenView } from './token-view.ts'
import { topicSchema, topicView } from './topic-view.ts'
import { windowSchema, windowView } from './usage-view.ts'
import { webhookSchema, webhookView } from './webhook-view.ts'

const budgetSchema = z.object({ monthlyMicros: z.int().nullable(), hardStop: z.boolean() })
const creditSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  amountMicros: z.int(),
  reason: z.string(),
})
const wholeTenantSchema = tenantSchema.extend({
  topics: z.array(topicSchema),
  credentials: z.array(credentialSchema),
})
const usageDaySchema = z.object({
  tenantId: z.string(),
  day: z.iso.date(),
  whole: z.array(windowSchema),
  hours: z.array(windowSchema),
})

/** One record of an export; `kind` says which of the shapes `record` has. */
export const exportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), record: accountSchema }),
  z.object({ kind: z.literal('budget'), record: budgetSchema }),
  z.object({ kind: z.literal('member'), record: memberSchema }),
  z.object({ kind: z.literal('token'), record: tokenSchema }),
  z.object({ kind: z.literal('webhook'), record: webhookSchema }),
  z.object({ kind: z.literal('tenant'), record: wholeTenantSchema }),
  z.object({ kind: z.literal('credit'), record: creditSchema }),
  z.object({ kind: z.literal('invoice'), record: invoiceSchema }),
  z.object({ kind: z.literal('usage'), record: usageDaySchema }),
  z.object({ kind: z.literal('event'), record: auditEventSchema }),
])

type View = z.output<typeof exportSchema>

export function exportView(exported: ExportRecord): View {
  const { kind, of } = exported
  switch (kind) {
    case 'account':
      return { kind, record: accountView(of) }
    case 'budget':
      return { kind, record: budgetView(of) }
    case 'member':
      return { kind, record: memberView(of) }
    case 'token':
      return { kind, record: tokenView(of) }
    case 'webhook':
      return { kind, record: webhookView(of) }
    case 'tenant':
      return { kind, record: wholeTenantView(of) }
    case 'credit':
      return { kind, record: creditView(of) }
    case 'invoice':
      return { kind, record: invoiceView(of) }
    case 'usage':
      return { kind, record: usageDayView(of) }
    case 'event':
      return { kind, record: auditEventView(of) }
  }
}

function budgetView({ budget }: Exported['budget']): z.output<typeof budgetSchema> {
  if (budget === null) return { monthlyMicros: null, hardStop: false }
  return { monthlyMicros: microsNumber(budget.monthlyMicros), hardStop: budget.hardStop }
}

function wholeTenantView(tenant: Exported['tenant']): z.output<typeof wholeTenantSchema> {
  return {
    ...tenantView(tenant),
    topics: Object.values(tenant.topics).map((topic) => topicView(tenant, topic)),
    credentials: Object.values(tenant.credentials).map((each) => credentialView(tenant, each)),
  }
}

function creditView({ id, at, amountMicros, reason }: Exported['credit']) {
  return { id, at: timeView(at), amountMicros: microsNumber(amountMicros), reason }
}

function usageDayView({ tenantId, day, whole, hours }: Exported['usage']) {
  return {
    tenantId,
    day: timeView(day).slice(0, 'YYYY-MM-DD'.length),
    whole: whole.map(windowView),
    hours: hours.map(windowView),
  }
}
