import type { InvoiceLine } from '../../core/invoice/invoice.ts'
import { cellsOf } from './invoice-text.ts'

const HEAD = { description: 'What', quantity: 'Quantity', price: 'Price', amount: 'USD' }

/** An amount is never broken: the last column is as wide as the largest that an answer's numbers hold. */
const COLUMNS = [
  { key: 'description', x: 50, width: 240, align: 'left' },
  { key: 'quantity', x: 295, width: 110, align: 'right' },
  { key: 'price', x: 410, width: 50, align: 'right' },
  { key: 'amount', x: 465, width: 80, align: 'right' },
] as const

type Cells = ReturnType<typeof cellsOf>

const ROW_GAP = 4
const PAGE_BOTTOM = 770

/** A row for each line; a page that is full goes on with the same head. */
export function drawTable(document: PDFKit.PDFDocument, lines: readonly InvoiceLine[]): void {
  drawHead(document)
  for (const line of lines) {
    const cells = cellsOf(line)
    const height = heightOf(document, cells)
    if (document.y + height > PAGE_BOTTOM) {
      document.addPage()
      drawHead(document)
    }
    drawRow(document, cells, height)
  }
  document.x = 50
}

function drawHead(document: PDFKit.PDFDocument): void {
  document.font('Helvetica-Bold').fontSize(8)
  drawRow(document, HEAD, heightOf(document, HEAD))
  document.moveTo(50, document.y).lineTo(545, document.y).lineWidth(0.5).stroke()
  document.y += ROW_GAP
  document.font('Helvetica').fontSize(8)
}

function heightOf(document: PDFKit.PDFDocument, cells: Cells): number {
  return Math.max(
    ...COLUMNS.map(({ key, width }) => document.heightOfString(cells[key], { width })),
  )
}

function drawRow(document: PDFKit.PDFDocument, cells: Cells, height: number): void {
  const top = document.y
  for (const { key, x, width, align } of COLUMNS) {
    document.text(cells[key], x, top, { width, align })
  }
  document.y = top + height + ROW_GAP
}
