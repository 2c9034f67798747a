import PDFDocument from 'pdfkit'
import type { Invoice } from '../../core/invoice/invoice.ts'
import { moneyText } from '../../core/kernel/money.ts'
import { headingOf, totalText } from './invoice-text.ts'
import { drawTable } from './line-table.ts'

/** Beyond this an invoice is read by machines; its other forms have every line. */
const LINES_MAX = 2_000

/** An invoice as a PDF document: one page for an ordinary account. The same invoice makes the same bytes. */
export async function printInvoice(invoice: Invoice, accountName: string): Promise<Uint8Array> {
  const document = open(invoice)
  const bytes = collect(document)
  const heading = headingOf(invoice, accountName)
  document.font('Helvetica-Bold').fontSize(20).text(heading.title)
  document.font('Helvetica').fontSize(9).moveDown(0.5)
  for (const line of heading.lines) document.text(line)
  document.moveDown(1.5)
  drawTable(document, invoice.lines.slice(0, LINES_MAX))
  document.moveDown(1).font('Helvetica-Bold').fontSize(12)
  document.text(totalText(invoice), { align: 'right' })
  document.font('Helvetica').fontSize(8).moveDown(1)
  if (invoice.lines.length > LINES_MAX) {
    document.text(`${invoice.lines.length - LINES_MAX} more lines are in the JSON and CSV forms.`)
  }
  if (invoice.carriedMicros > 0n) {
    document.text(`Carried into the next invoice: ${moneyText(invoice.carriedMicros)} USD`)
  }
  document.end()
  return await bytes
}

/** The fonts that every reader has know Latin-1 alone; nothing is fetched or embedded. */
function open({ period, issuedAt }: Invoice): PDFKit.PDFDocument {
  const at = new Date(issuedAt ?? Date.parse(`${period}-01T00:00:00Z`))
  return new PDFDocument({
    size: 'A4',
    margin: 50,
    info: { Title: `Invoice ${period}`, Producer: 'Headgate', CreationDate: at, ModDate: at },
  })
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((fulfil, reject) => {
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.once('error', reject)
    document.once('end', () => fulfil(Buffer.concat(chunks)))
  })
}
