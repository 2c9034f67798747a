import * as z from 'zod'
import { invalid } from '../kernel/service-error.ts'
import { sortedText } from '../kernel/sorted-text.ts'
import type { Credit, Invoice, InvoiceLine } from './invoice.ts'
import { documentOf } from './invoice-document.ts'
import { exportSchema, FORMAT } from './invoice-export-schema.ts'
import type { EarlierMonth, MonthRecords } from './make-invoice.ts'

/** An invoice with all that it follows from, for somebody who wants to recompute it without us. */
export interface InvoiceExport {
  readonly invoice: Invoice
  /** Up to when a draft counts; null for an invoice that is closed. */
  readonly until: number | null
  readonly month: MonthRecords
  /** Lines about this month on later invoices. */
  readonly adjusted: readonly InvoiceLine[]
  /** The earlier months that it has lines about. */
  readonly earlier: readonly EarlierMonth[]
  /** What was given since the invoice before, and what that one left over. */
  readonly credits: readonly Credit[]
  readonly carriedMicros: bigint
}

/** Of a text, in hexadecimal digits. */
export type Digest = (text: string) => string

export interface ReadExport {
  readonly exported: InvoiceExport
  /** False when anything in the file is not as it was written: also what no amount follows from. */
  readonly isWhole: boolean
}

export function exportDocument(exported: InvoiceExport, digestOf: Digest): unknown {
  const document = {
    format: FORMAT,
    ...z.record(z.string(), z.unknown()).parse(documentOf(exported)),
  }
  return { ...document, digest: digestOf(sortedText(document)) }
}

/** Reads what `exportDocument` made. Throws `invalid`, with a sentence, when it is anything else. */
export function readExport(document: unknown, digestOf: Digest): ReadExport {
  const { format } = z.object({ format: z.unknown() }).catch({ format: null }).parse(document)
  if (format !== FORMAT)
    throw invalid('/format', `This is no export of an invoice of the form ${FORMAT}. Get it anew.`)
  const read = exportSchema.safeParse(document)
  if (!read.success) {
    const [issue] = read.error.issues
    const place = `/${issue?.path.join('/') ?? ''}`
    throw invalid(place, `The export cannot be read at ${place}: ${issue?.message ?? ''}`)
  }
  const { format: _, digest, ...exported } = read.data
  const { digest: __, ...written } = z.record(z.string(), z.unknown()).parse(document)
  return { exported, isWhole: digest === digestOf(sortedText(written)) }
}
