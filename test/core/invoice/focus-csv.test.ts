import { describe, expect, it } from '@jest/globals'
import { focusCsv } from '../../../core/invoice/focus-csv.ts'
import { anInvoice } from './fixtures/an-invoice.ts'
import { findFocusFaults, readCsv } from './fixtures/focus-rules.ts'
import { planChange } from './fixtures/months.ts'

const invoice = anInvoice()
const table = readCsv(focusCsv(invoice, 'Acme, "Inc"'))

describe('the FOCUS table of an invoice', () => {
  it('keeps the rules of FOCUS 1.2 for every column that is in it', () => {
    expect(findFocusFaults(table)).toEqual([])
  })

  it('has a row for each line, and costs what the invoice does', () => {
    expect(table).toHaveLength(invoice.lines.length)
    const micros = table.map(({ BilledCost = '' }) => {
      const [whole = '', part = ''] = BilledCost.replace('-', '').split('.')
      const size = BigInt(whole + part.padEnd(6, '0'))
      return BilledCost.startsWith('-') ? -size : size
    })
    expect(micros.reduce((sum, each) => sum + each, 0n)).toBe(invoice.totalMicros)
  })

  it('marks what belongs to an earlier month as a correction', () => {
    const [line] = invoice.lines
    if (line === undefined) throw new Error('There are lines.')
    const late = { ...line, kind: 'adjustment', period: '2026-02' } as const
    const [row] = readCsv(focusCsv({ ...invoice, lines: [late] }, 'Acme'))
    expect(row).toMatchObject({
      ChargeClass: 'Correction',
      ChargePeriodStart: '2026-02-01T00:00:00Z',
      BillingPeriodStart: '2026-03-01T00:00:00Z',
      PricingQuantity: '',
    })
  })

  it('keeps names with commas and quotes whole, and no text is a formula', () => {
    const [first] = table
    expect(first?.BillingAccountName).toBe('Acme, "Inc"')
    expect(table.at(-1)?.ChargeDescription).toBe(`'=1+1, "sorry"`)
    expect(first?.ResourceName).toBe(planChange().tenantName)
  })
})

describe('the rules that the table is held to', () => {
  const [row] = table
  it.each([
    ['a cost that is no number', { BilledCost: '1e3' }],
    ['a cost that is missing', { EffectiveCost: '' }],
    ['a category that there is not', { ChargeCategory: 'Fun' }],
    ['a time without a zone', { ChargePeriodStart: '2026-03-01 00:00' }],
    ['a quantity that does not come to the cost', { PricingQuantity: '7' }],
    ['usage without a quantity', { ChargeCategory: 'Usage', ConsumedQuantity: '' }],
  ])('refuse %s', (_, wrong) => {
    expect(findFocusFaults([{ ...row, ...wrong }])).not.toEqual([])
  })

  it('refuse a table without a mandatory column', () => {
    const { ServiceName: _, ...less } = row ?? {}
    expect(findFocusFaults([less])).toEqual(['ServiceName is mandatory.'])
  })
})
