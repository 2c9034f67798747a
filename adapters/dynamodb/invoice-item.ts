import * as z from 'zod'
import type { Invoice } from '../../core/invoice/invoice.ts'
import { documentOf, invoiceDocumentSchema } from '../../core/invoice/invoice-document.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { itemOf, type RawItem, readItem } from './items.ts'
import { invoiceKey } from './keys.ts'
import { pack, unpack } from './packed-document.ts'

const packedSchema = z.instanceof(Uint8Array)

/** Packed: the lines of a hundred tenants repeat themselves. Kept for good. */
export function invoiceItem(invoice: Invoice): RawItem {
  return itemOf(invoiceKey(invoice.accountId, invoice.period), pack(documentOf(invoice)))
}

export function invoiceOf(item: RawItem): Invoice {
  return readItem(invoiceDocumentSchema, {
    ...item,
    data: unpackInvoice(readItem(packedSchema, item)),
  })
}

function unpackInvoice(packed: Uint8Array): unknown {
  try {
    return unpack(packed)
  } catch (cause) {
    throw new ServiceError('internal', 'A stored invoice cannot be unpacked.', { cause })
  }
}
