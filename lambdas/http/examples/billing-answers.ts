import { exportDocument } from '../../../core/invoice/invoice-export.ts'
import { focusCsv } from '../../../core/invoice/focus-csv.ts'
import { usageMetrics } from '../../../core/invoice/usage-metrics.ts'
import { verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { sha256 } from '../sha256.ts'
import { budgetView } from '../resources/budget.ts'
import { creditView, paymentView } from '../resources/operator-billing.ts'
import { accountUsageView } from '../views/account-usage-view.ts'
import { invoiceSummaryView, invoiceView } from '../views/invoice-view.ts'
import { revenueView } from '../views/revenue-view.ts'
import { usageView, windowView } from '../views/usage-view.ts'
import { verificationView } from '../views/verification-view.ts'
import { at, IDS, NOW, pageOf } from './example-ids.ts'
import { COST, EXPORT, INVOICE, REVENUE, USAGE, WINDOWS } from './example-month.ts'

const STORAGE = { bytes: 48_211_904, limitBytes: 4_000_000_000, fullAt: at('30T00:00:00') }
const PROFILE = {
  budget: { monthlyMicros: 100_000_000n, hardStop: false },
  reached: null,
  stopped: false,
}
const BUDGET = budgetView(PROFILE, { period: USAGE.period, totalMicros: USAGE.totalMicros })

/** What the routes of usage and bills answer, by operation. */
export const billingAnswers = {
  getUsage: usageView(USAGE, STORAGE),
  listUsageWindows: pageOf(...WINDOWS.map(windowView)),
  getUsageMetrics: usageMetrics(USAGE),
  getAccountUsage: pageOf(accountUsageView(COST)),
  listInvoices: pageOf(invoiceSummaryView(INVOICE)),
  getInvoice: invoiceView(INVOICE),
  getInvoicePdf: '%PDF-1.3 …',
  getInvoiceFocus: focusCsv(INVOICE, 'Acme'),
  exportInvoice: exportDocument(EXPORT, sha256),
  verifyInvoice: verificationView(verifyInvoice(EXPORT)),
  getBudget: BUDGET,
  changeBudget: BUDGET,
  getRevenue: revenueView(REVENUE),
  listOpenPayments: pageOf(
    paymentView({
      invoiceId: IDS.invoice,
      accountId: IDS.account,
      number: 1,
      amountMicros: INVOICE.totalMicros,
      issuedAt: at('03T00:00:00'),
      attempts: 1,
      nextAt: at('03T00:15:00'),
      error: 'The account has no customer at the payment service yet.',
    }),
  ),
  addCredit: creditView({
    id: IDS.credit,
    accountId: IDS.account,
    at: NOW,
    amountMicros: 5_000_000n,
    reason: 'Sorry for the outage',
    createdBy: IDS.operator,
  }),
  changeBilling: { accountId: IDS.account, paymentCustomer: 'cus_123' },
}
