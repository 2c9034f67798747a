import type { AuditEvent } from '../audit/audit-event.ts'
import type { AuditStore } from '../audit/audit-ports.ts'
import type { Credit, Invoice } from '../invoice/invoice.ts'
import type { BillingProfileStore, InvoiceStore } from '../invoice/invoice-ports.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { TenantStore } from '../tenant/tenant-ports.ts'
import type { Webhook } from '../webhook/webhook.ts'
import type { WebhookStore } from '../webhook/webhook-ports.ts'
import type { Account, ApiToken, Member } from './account.ts'
import type { AccountStore } from './account-ports.ts'
import { exportUsage, type UsageDay, type UsageExportDeps } from './export-usage.ts'
import type { Invited } from './invited.ts'
import type { MemberStore } from './member-ports.ts'

export interface ExportDeps extends UsageExportDeps {
  readonly accounts: Pick<AccountStore, 'get' | 'listTokens'>
  readonly members: Pick<MemberStore, 'list'>
  readonly tenants: Pick<TenantStore, 'listByAccount'>
  readonly webhooks: Pick<WebhookStore, 'list'>
  readonly profiles: Pick<BillingProfileStore, 'get'>
  readonly invoices: Pick<InvoiceStore, 'list' | 'listCredits'>
  readonly audit: Pick<AuditStore, 'listByAccount'>
}

/** By kind, what one record of an export is of. */
export interface Exported {
  readonly account: Account
  readonly budget: Awaited<ReturnType<BillingProfileStore['get']>>
  readonly member: Member | Invited
  readonly token: ApiToken
  readonly webhook: Webhook
  readonly tenant: Tenant
  readonly credit: Credit
  readonly invoice: Invoice
  readonly usage: UsageDay
  readonly event: AuditEvent
}

export type ExportKind = keyof Exported

/** One part of an export: all that an account has of one kind. */
export interface ExportSection<Kind extends ExportKind> {
  readonly kind: Kind
  /** How much of a page, which has a hundred of these, one record takes at most: the largest tenant has a megabyte. */
  readonly weight: number
  readonly list: (
    deps: ExportDeps,
    accountId: string,
    page: PageRequest,
  ) => Promise<Page<Exported[Kind]>>
}

type AnySection = { [Kind in ExportKind]: ExportSection<Kind> }[ExportKind]

const LIGHT = 1

/** In the order of the export. */
export const EXPORT_SECTIONS: readonly AnySection[] = [
  {
    kind: 'account',
    weight: LIGHT,
    list: async ({ accounts }, accountId) => {
      const account = await accounts.get(accountId)
      return { items: account === undefined ? [] : [account] }
    },
  },
  {
    kind: 'budget',
    weight: LIGHT,
    list: async ({ profiles }, accountId) => ({ items: [await profiles.get(accountId)] }),
  },
  { kind: 'member', weight: LIGHT, list: ({ members }, id, page) => members.list(id, page) },
  { kind: 'token', weight: LIGHT, list: ({ accounts }, id, page) => accounts.listTokens(id, page) },
  { kind: 'webhook', weight: LIGHT, list: ({ webhooks }, id, page) => webhooks.list(id, page) },
  { kind: 'tenant', weight: 33, list: ({ tenants }, id, page) => tenants.listByAccount(id, page) },
  {
    kind: 'credit',
    weight: LIGHT,
    list: ({ invoices }, id, page) => invoices.listCredits(id, page),
  },
  { kind: 'invoice', weight: 10, list: ({ invoices }, id, page) => invoices.list(id, page) },
  { kind: 'usage', weight: LIGHT, list: exportUsage },
  { kind: 'event', weight: LIGHT, list: ({ audit }, id, page) => audit.listByAccount(id, page) },
]
