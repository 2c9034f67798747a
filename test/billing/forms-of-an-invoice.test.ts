import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { printInvoice } from '../../adapters/pdf/print-invoice.ts'
import { focusCsv } from '../../core/invoice/focus-csv.ts'
import type { Invoice } from '../../core/invoice/invoice.ts'
import { documentOf, invoiceDocumentSchema } from '../../core/invoice/invoice-document.ts'
import { sumOf } from '../../core/kernel/money.ts'
import { invoiceSchema, invoiceView } from '../../lambdas/http/views/invoice-view.ts'
import { printedIn, textOf } from '../adapters/pdf/pdf-text.ts'
import { anInvoice } from '../core/invoice/fixtures/an-invoice.ts'
import { anyInvoice, asDraft } from '../core/invoice/fixtures/any-invoice.ts'
import { readCsv } from '../core/invoice/fixtures/read-csv.ts'
import { scaled } from '../core/invoice/fixtures/scaled.ts'

const NAME = 'Acme'
/** Where the last column of the printed table begins, in points. */
const AMOUNTS_X = 465

/** What each form says the lines cost, in millionths, and what it says they come to. */
interface Said {
  readonly amounts: readonly (bigint | null)[]
  readonly total: bigint | null
}

function saidByAnswer(invoice: Invoice): Said {
  const sent = JSON.stringify(invoiceView(invoice))
  const { lines, totalMicros } = invoiceSchema.parse(JSON.parse(sent))
  return { amounts: lines.map((line) => BigInt(line.amountMicros)), total: BigInt(totalMicros) }
}

function saidByRecords(invoice: Invoice): Said {
  const sent = JSON.stringify(documentOf(invoice))
  const { lines, totalMicros } = invoiceDocumentSchema.parse(JSON.parse(sent))
  return { amounts: lines.map((line) => line.amountMicros), total: totalMicros }
}

/** Such a table has no total of its own: whoever reads it adds up what is billed. */
function saidByTable(invoice: Invoice): Said {
  const rows = readCsv(focusCsv(invoice, NAME))
  const amounts = rows.map(({ BilledCost = '' }) => scaled(BilledCost, 6))
  return { amounts, total: sumOf(amounts.map((amount) => amount ?? 0n)) }
}

async function saidByPrint(invoice: Invoice): Promise<Said> {
  const pdf = await printInvoice(invoice, NAME)
  const cells = printedIn(pdf).filter(({ x, text }) => x >= AMOUNTS_X && text !== 'USD')
  const [, total = ''] = /^Total {2}(\S+) USD$/m.exec(textOf(pdf)) ?? []
  return { amounts: cells.map(({ text }) => scaled(text, 6)), total: scaled(total, 6) }
}

/** Beyond that no answer says it: thousands of millions of dollars. */
const anySayable = anyInvoice.filter(({ lines, totalMicros }) =>
  [totalMicros, ...lines.map(({ amountMicros }) => amountMicros)].every((amount) =>
    Number.isSafeInteger(Number(amount)),
  ),
)

describe('An invoice', () => {
  it('has the same amounts and the same total as JSON, records, table and print', async () => {
    await fc.assert(
      fc.asyncProperty(anySayable, fc.boolean(), async (any, closed) => {
        const invoice = closed ? any : asDraft(any)
        const lines = invoice.lines.map(({ amountMicros }) => amountMicros)
        const wanted = { amounts: lines, total: sumOf(lines) }
        expect(wanted.total).toBe(invoice.totalMicros)
        expect(saidByAnswer(invoice)).toEqual(wanted)
        expect(saidByRecords(invoice)).toEqual(wanted)
        expect(saidByTable(invoice)).toEqual(wanted)
        expect(await saidByPrint(invoice)).toEqual(wanted)
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it('shows in print a quantity and a price whose product is the amount to the cent', async () => {
    const texts = printedIn(await printInvoice(anInvoice(), NAME)).map(({ text }) => text)
    const at = texts.indexOf('orders: plan basic-0')
    expect(texts.slice(at, at + 4)).toEqual([
      'orders: plan basic-0',
      '0.32258 month',
      '25.00',
      '8.064516',
    ])
  })
})
