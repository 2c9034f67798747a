import * as z from 'zod'
import { createInvoiceJob, type InvoiceJobDeps } from './invoice-job.ts'

/** What the schedule asks for: budgets and closing often, the operator's figures once an hour. */
const askedSchema = z.object({ figures: z.boolean().default(false) })

/** Closes months and looks at budgets, by schedule, and hands over what is to be paid. */
export function createInvoiceHandler(deps: InvoiceJobDeps) {
  const job = createInvoiceJob(deps)
  return async (asked: unknown): Promise<void> => {
    const { figures } = askedSchema.parse(asked ?? {})
    await job.billAll()
    await job.sendPayments()
    if (figures) await job.reportRevenue()
  }
}
