import { describe, expect, it } from '@jest/globals'
import { inflateSync } from 'node:zlib'
import { printInvoice } from '../../../adapters/pdf/print-invoice.ts'
import { moneyText } from '../../../core/kernel/money.ts'
import { anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'

/** The text that a page shows: pdfkit writes it as hexadecimal strings in compressed streams. */
function textOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf)
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
  const pages = streams.map(([, data = '']) => unpacked(Buffer.from(data, 'latin1')))
  return [...pages.join('\n').matchAll(/\[(.*?)\] TJ/g)]
    .map(([, parts = '']) =>
      [...parts.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
}

function unpacked(data: Buffer): string {
  try {
    return inflateSync(data).toString('latin1')
  } catch {
    return data.toString('latin1')
  }
}

const pagesOf = (pdf: Uint8Array) =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Type \/Page\b/g),
  ].length

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
