import { describe, expect, it } from '@jest/globals'
import { printInvoice } from '../../../adapters/pdf/print-invoice.ts'
import { moneyText } from '../../../core/kernel/money.ts'
import { anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { pagesOf, textOf } from './pdf-text.ts'

describe('a printed invoice', () => {
  it('shows number, month, account, every line and the total, on one page', async () => {
    const invoice = anInvoice()
    const pdf = await printInvoice(invoice, 'Acme GmbH & Söhne')
    const text = textOf(pdf)
    expect(pagesOf(pdf)).toBe(1)
    expect(text).toContain('Invoice 1')
    expect(text).toContain('For Acme GmbH & Söhne (acc_ann)')
    expect(text).toContain('2026-03 (UTC)')
    for (const { amountMicros } of invoice.lines) expect(text).toContain(moneyText(amountMicros))
    expect(text).toContain(`Total  ${moneyText(invoice.totalMicros)} USD`)
  })

  it('is the same to the byte when it is printed again', async () => {
    const [first, second] = [
      await printInvoice(anInvoice(), 'Acme'),
      await printInvoice(anInvoice(), 'Acme'),
    ]
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  it('goes on over as many pages as it takes', async () => {
    const { lines } = anInvoice()
    const many = Array.from({ length: 30 }, () => lines).flat()
    const pdf = await printInvoice(anInvoice({ lines: many }), 'Acme')
    expect(pagesOf(pdf)).toBeGreaterThan(3)
    expect(textOf(pdf)).toContain('Total')
  })

  it('says that a draft is none', async () => {
    const pdf = await printInvoice(anInvoice({ number: null, issuedAt: null }), 'Acme 株式会社')
    expect(textOf(pdf)).toContain('Draft for 2026-03')
    expect(textOf(pdf)).toContain('For Acme ????')
  })
})
