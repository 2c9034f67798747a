import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { focusCsv } from '../../../core/invoice/focus-csv.ts'
import { FOCUS_COLUMNS } from '../../../core/invoice/focus-columns.ts'
import { anInvoice } from './fixtures/an-invoice.ts'
import { anyInvoice, asDraft } from './fixtures/any-invoice.ts'
import { brokenFocusRules, ROW_RULES, TABLE_RULES } from './fixtures/focus-rules.ts'
import { planChange } from './fixtures/months.ts'
import { readCsv } from './fixtures/read-csv.ts'

const NAME = 'Acme, "Inc"'
const invoice = anInvoice()
const table = readCsv(focusCsv(invoice, NAME))

/** One row of each kind: a plan, what is included, what is beyond, an adjustment of a tenant, a credit of the account. */
function anInvoiceOfEveryKind() {
  const [plan, included, beyond] = invoice.lines
  const credit = invoice.lines.at(-1)
  if (!plan || !included || !beyond || !credit) throw new Error('There are lines of every kind.')
  const late = {
    ...credit,
    kind: 'adjustment',
    period: '2026-02',
    tenantId: 'aaaaaaaaaaaa',
    item: 'bytes_in',
    description: 'orders: late',
    amountMicros: 7n,
  } as const
  const lines = [plan, included, beyond, late, credit]
  return {
    ...invoice,
    lines,
    totalMicros: lines.reduce((sum, each) => sum + each.amountMicros, 0n),
  }
}

describe('the FOCUS table of an invoice', () => {
  it('keeps the rules that its validator cannot decide, whatever is on the invoice', async () => {
    await fc.assert(
      fc.property(anyInvoice, fc.boolean(), (any, closed) => {
        const one = closed ? any : asDraft(any)
        const rows = readCsv(focusCsv(one, NAME))
        expect(rows).toHaveLength(one.lines.length)
        expect(brokenFocusRules(rows, one)).toEqual([])
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it('has every column, also for a month without lines', () => {
    const [head] = focusCsv({ ...invoice, lines: [] }, NAME).split('\r\n')
    expect(head?.split(',')).toEqual([...FOCUS_COLUMNS])
    expect([...FOCUS_COLUMNS].sort()).toEqual([...FOCUS_COLUMNS])
  })

  it('marks what belongs to an earlier month as a correction, and gives it no price', () => {
    const rows = readCsv(focusCsv(anInvoiceOfEveryKind(), NAME))
    expect(rows[3]).toMatchObject({
      ChargeCategory: 'Adjustment',
      ChargeClass: 'Correction',
      ChargePeriodStart: '2026-02-01T00:00:00Z',
      BillingPeriodStart: '2026-03-01T00:00:00Z',
      PricingQuantity: '',
    })
  })

  it('says of a plan how long it was used, and at what price a month', () => {
    expect(table[0]).toMatchObject({
      ChargeCategory: 'Usage',
      ChargeFrequency: 'Recurring',
      ConsumedQuantity: '864000.0',
      ConsumedUnit: 'Seconds',
      ListUnitPrice: '25.00',
      PricingUnit: 'Months',
      SkuPriceDetails: '{"x_PriceBook":"2026-01"}',
    })
  })

  it('keeps names with commas and quotes whole, and no text is a formula', () => {
    const [first] = table
    expect(first?.BillingAccountName).toBe(NAME)
    expect(table.at(-1)?.ChargeDescription).toBe(`'=1+1, "sorry"`)
    expect(first?.ResourceName).toBe(planChange().tenantName)
  })
})

describe('the rules that the table is held to', () => {
  const every = anInvoiceOfEveryKind()
  const rows = readCsv(focusCsv(every, NAME))
  const [PLAN, INCLUDED, BEYOND, LATE, CREDIT] = [0, 1, 2, 3, 4] as const

  /** What breaks each rule and no other: a row, and what is wrong in it. */
  const WRONG: Readonly<Record<string, readonly [number, Readonly<Record<string, string>>]>> = {
    'BilledCost-C-004-M': [PLAN, { BilledCost: '8,064516' }],
    'BillingCurrency-C-005-M': [PLAN, { BillingCurrency: 'EUR', PricingCurrency: 'EUR' }],
    'BillingPeriodEnd-C-004-M': [LATE, { BillingPeriodEnd: '2026-03-31T23:59:59Z' }],
    'BillingPeriodStart-C-004-M': [LATE, { BillingPeriodStart: '2026-03-01 00:00' }],
    'ChargeCategory-C-003-M': [PLAN, { ChargeCategory: 'Fun' }],
    'ChargeClass-C-003-C': [CREDIT, { ChargeClass: 'Correction' }],
    'ChargeClass-C-004-C': [LATE, { ChargeClass: '' }],
    'ChargeFrequency-C-003-M': [PLAN, { ChargeFrequency: 'Often' }],
    'ChargePeriodEnd-C-004-M': [BEYOND, { ChargePeriodEnd: '2026-04-01T00:00:00+01:00' }],
    'ChargePeriodStart-C-004-M': [LATE, { ChargePeriodStart: '2026-03-01T00:00:00Z' }],
    'ConsumedQuantity-C-006-C': [BEYOND, { ConsumedQuantity: '' }],
    'ConsumedQuantity-C-008-C': [BEYOND, { ConsumedQuantity: '5 GB' }],
    'ConsumedUnit-C-003-O': [PLAN, { ConsumedUnit: 'seconds' }],
    'ContractedCost-C-008-C': [CREDIT, { ContractedCost: '0' }],
    'ContractedUnitPrice-C-011-C': [BEYOND, { ContractedCost: '3.4' }],
    'EffectiveCost-C-010-C': [LATE, { EffectiveCost: '0', PricingCurrencyEffectiveCost: '0' }],
    'InvoiceId-C-005-C': [CREDIT, { InvoiceId: '' }],
    'ListCost-C-008-C': [CREDIT, { ListCost: '1' }],
    'ListUnitPrice-C-010-C': [BEYOND, { ListCost: '3.464517' }],
    'PricingCategory-C-008-C': [PLAN, { PricingCategory: 'Committed' }],
    'PricingCurrency-C-003-M': [PLAN, { PricingCurrency: 'dollars' }],
    'PricingCurrencyContractedUnitPrice-C-009-C': [
      PLAN,
      { PricingCurrencyContractedUnitPrice: '' },
    ],
    'PricingCurrencyEffectiveCost-C-006-M': [CREDIT, { PricingCurrencyEffectiveCost: '1' }],
    'PricingCurrencyListUnitPrice-C-009-M': [PLAN, { PricingCurrencyListUnitPrice: '-25' }],
    'PricingUnit-C-009-C': [INCLUDED, { PricingUnit: 'GiB' }],
    'ResourceId-C-004-C': [CREDIT, { ResourceId: 'aaaaaaaaaaaa' }],
    'ResourceId-C-005-C': [LATE, { ResourceId: '' }],
    'ResourceName-C-004-C': [CREDIT, { ResourceName: 'orders' }],
    'ResourceName-C-005-C': [LATE, { ResourceName: 'others' }],
    'ServiceSubcategory-C-004-M': [PLAN, { ServiceSubcategory: 'Search' }],
    'SkuId-C-005-C': [PLAN, { SkuId: '' }],
    'SkuPriceId-C-005-C': [BEYOND, { SkuPriceId: '' }],
    'SkuPriceDetails-C-002-O': [BEYOND, { SkuPriceDetails: '{"x_price_book":"2026-01"}' }],
    'SkuPriceDetails-C-017-C': [BEYOND, { SkuPriceDetails: '{"PriceBook":"2026-01"}' }],
    'SubAccountId-C-004-C': [CREDIT, { SubAccountId: 'aaaaaaaaaaaa' }],
    'SubAccountId-C-005-C': [PLAN, { SubAccountId: '' }],
    'SkuMeter-C-006-O': [BEYOND, { SkuMeter: 'Data' }],
    'SkuPriceId-C-014-C': [BEYOND, { SkuPriceId: rows[INCLUDED]?.['SkuPriceId'] ?? '' }],
  }
  const withRow = (at: number, wrong: Readonly<Record<string, string>>) =>
    rows.map((row, n) => (n === at ? { ...row, ...wrong } : row))

  it.each(Object.entries(WRONG))('are broken in %s alone', (id, [at, wrong]) => {
    expect(brokenFocusRules(rows, every)).toEqual([])
    expect(brokenFocusRules(withRow(at, wrong), every)).toEqual([id])
  })

  it('see a draft that names an invoice, a total that is not that of the invoice, and details that differ', () => {
    expect(brokenFocusRules(rows, asDraft(every))).toEqual(['InvoiceId-C-004-C'])
    const more = { ...every, totalMicros: every.totalMicros + 1n }
    expect(brokenFocusRules(rows, more)).toEqual(['BilledCost-C-007-M'])
    const twice = { ...every, lines: [...every.lines, ...every.lines.slice(0, 1)] }
    const details = { ...rows[PLAN], SkuPriceDetails: '{"x_PriceBook":"2026-02"}' }
    const total = { totalMicros: every.totalMicros + (every.lines[0]?.amountMicros ?? 0n) }
    expect(brokenFocusRules([...rows, details], { ...twice, ...total })).toEqual([
      'SkuPriceDetails-C-007-M',
    ])
  })

  it('are all shown to be broken', () => {
    const shown = [...Object.keys(WRONG), 'BilledCost-C-007-M', 'InvoiceId-C-004-C']
    const all = [...Object.keys(ROW_RULES), ...Object.keys(TABLE_RULES)]
    expect([...shown, 'SkuPriceDetails-C-007-M'].sort()).toEqual(all.sort())
  })
})
