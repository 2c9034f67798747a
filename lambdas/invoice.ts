import { invoiceContainer } from './invoice-container.ts'
import { createInvoiceHandler } from './jobs/invoice-handler.ts'

export const handler = createInvoiceHandler(await invoiceContainer())
