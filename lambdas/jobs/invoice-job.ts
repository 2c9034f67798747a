import { type BudgetDeps, checkBudget, forgetStop } from '../../core/invoice/check-budget.ts'
import { type CloseDeps, closeInvoices } from '../../core/invoice/close-invoices.ts'
import {
  type PaymentDeps,
  type PaymentReport,
  sendPayments,
} from '../../core/invoice/send-payments.ts'
import { type RevenueDeps, reportRevenue } from '../../core/invoice/report-revenue.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import type { DeclareDeps } from '../../core/declare/declare.ts'
import { ACCOUNT_SHARDS } from '../../core/plan/plan-ports.ts'
import { holdForBudget } from '../../core/tenant/hold-for-budget.ts'

export interface InvoiceJobDeps extends CloseDeps, BudgetDeps, DeclareDeps, RevenueDeps {
  /** Absent when nobody collects payments. */
  readonly payment?: PaymentDeps
  readonly report: (error: unknown) => void
}

/** Billing as something that can be started: by a schedule in AWS, by a timer on one machine. */
export interface InvoiceJob {
  /** Every paying account of one part: closes its months and looks at its budget. One account's fault is its own. */
  billShard(shard: number): Promise<{ readonly accounts: number; readonly invoices: number }>
  /** All parts, one after the other. */
  billAll(): Promise<void>
  sendPayments(): Promise<PaymentReport>
  /** The operator's figures, for all parts. Reads the month of every account: once an hour is enough. */
  reportRevenue(): Promise<void>
}

const ACCOUNTS_A_PAGE = 100

export function createInvoiceJob(deps: InvoiceJobDeps): InvoiceJob {
  const billShard = (shard: number) => billAccounts(deps, shard)
  return {
    billShard,
    async billAll() {
      for (let shard = 0; shard < ACCOUNT_SHARDS; shard += 1) await billShard(shard)
    },
    async reportRevenue() {
      for (let shard = 0; shard < ACCOUNT_SHARDS; shard += 1) await reportRevenue(deps, shard)
    },
    sendPayments: async () =>
      deps.payment === undefined ? { sent: 0, failed: 0 } : await sendPayments(deps.payment),
  }
}

async function billAccounts(deps: InvoiceJobDeps, shard: number) {
  let accounts = 0
  let invoices = 0
  let after: string | undefined
  do {
    const from = after === undefined ? {} : { after }
    const page = await deps.plans.listAccounts(shard, { limit: ACCOUNTS_A_PAGE, ...from })
    for (const accountId of page.items) invoices += await billAccount(deps, accountId)
    accounts += page.items.length
    after = page.next
  } while (after !== undefined)
  return { accounts, invoices }
}

/** Answers with how many invoices were made. What somebody else changed meanwhile is looked at next time. */
async function billAccount(deps: InvoiceJobDeps, accountId: string): Promise<number> {
  try {
    const made = await closeInvoices(deps, accountId)
    await keepBudget(deps, accountId)
    return made.length
  } catch (error) {
    if (!isServiceError(error, 'conflict')) deps.report(error)
    return 0
  }
}

async function keepBudget(deps: InvoiceJobDeps, accountId: string): Promise<void> {
  const { profile, hold } = await checkBudget(deps, accountId)
  if (hold === null) return
  await holdForBudget(deps, accountId, hold)
  if (!hold) await forgetStop(deps, profile)
}
