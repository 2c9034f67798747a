import { beforeAll, describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { focusCsv } from '../../../core/invoice/focus-csv.ts'
import { FOCUS_COLUMNS, type FocusColumn } from '../../../core/invoice/focus-columns.ts'
import type { Invoice } from '../../../core/invoice/invoice.ts'
import { anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { anyInvoice, asDraft } from '../../core/invoice/fixtures/any-invoice.ts'
import { readCsv } from '../../core/invoice/fixtures/read-csv.ts'
import { type FocusReport, refusedBy, validateFocus } from './run-focus-validator.ts'

/** With the first installation. */
const RUNS_MS = 900_000
const INVOICES = 150
/** The same invoices for every commit; another number tries others. */
const SEED = Number(process.env['FOCUS_SEED'] ?? 1)

/** The validator takes ASCII alone, which the specification does not ask for. */
const asAscii = (invoice: Invoice): Invoice => ({
  ...invoice,
  lines: invoice.lines.map((line) => ({
    ...line,
    description: line.description.replaceAll(/\P{ASCII}/gu, '?'),
  })),
})

/** The rows of many invoices: the validator takes seconds to start and none for a row. */
const oneTable = (invoices: readonly Invoice[]) =>
  invoices
    .map((invoice) => focusCsv(asAscii(invoice), '=Acme, "Inc"'))
    .map((csv, n) => (n === 0 ? csv : csv.slice(csv.indexOf('\r\n') + 2)))
    .join('')

/** A rule of the validator, and what a row has that breaks it. */
const WRONG: readonly (readonly [string, Readonly<Partial<Record<FocusColumn, string>>>])[] = [
  ['BilledCost-C-003-M', { BilledCost: '' }],
  ['BillingAccountId-C-001-M', { BillingAccountId: '' }],
  ['BillingAccountName-C-002-M', { BillingAccountName: 'Söhne' }],
  ['BillingCurrency-C-006-M', { BillingCurrency: 'XXY' }],
  ['ChargeCategory-C-002-M', { ChargeCategory: '' }],
  ['ChargeClass-C-005-C', { ChargeClass: 'Corrected' }],
  ['ChargeFrequency-C-004-C', { ChargeCategory: 'Purchase' }],
  ['ConsumedQuantity-C-004-C', { CommitmentDiscountStatus: 'Unused' }],
  ['EffectiveCost-C-005-C', { ChargeCategory: 'Purchase' }],
  ['PricingCurrencyEffectiveCost-C-003-M', { PricingCurrencyEffectiveCost: '' }],
  ['ConsumedUnit-C-006-C', { ConsumedUnit: '' }],
  ['ConsumedUnit-C-005-C', { ConsumedQuantity: '' }],
  ['ListUnitPrice-C-008-M', { ListUnitPrice: '-1' }],
  ['SubAccountName-C-005-C', { SubAccountName: '' }],
  ['ResourceType-C-005-C', { ResourceType: '' }],
  ['SkuMeter-C-004-C', { SkuId: '' }],
  ['SkuPriceDetails-C-004-C', { SkuPriceId: '' }],
  ['SkuPriceDetails-C-001-M', { SkuPriceDetails: 'price book' }],
  ['SkuPriceId-C-008-M', { SkuId: 'bytes_out' }],
]
const LEFT_OUT: FocusColumn = 'InvoiceIssuerName'
const WITHOUT_IT = 'CostAndUsage-D-023-M'

/** Their rules are for providers who sell in advance, bargain, or price in several ways or currencies. */
const OF_OTHERS: readonly FocusColumn[] = [
  'CommitmentDiscountStatus',
  'ContractedUnitPrice',
  'PricingCategory',
  'PricingCurrency',
]

/** An invoice with more rows, each wrong in one thing, and without a column. */
function wrongTable(): string {
  const rows = readCsv(focusCsv(anInvoice(), 'Acme'))
  const all = [...rows, ...WRONG.map(([, wrong]) => ({ ...rows[2], ...wrong }))]
  const columns = FOCUS_COLUMNS.filter((name) => name !== LEFT_OUT)
  const cells = all.map((row) => columns.map((name) => quoted(row[name])))
  return [columns, ...cells].map((each) => `${each.join(',')}\r\n`).join('')
}

/** What is quoted is no null, even if it is empty. */
const quoted = (value = '') => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** One plan for the whole month, at a price of whole dollars: a table that has no fraction anywhere by itself. */
function aWholeMonth(): Invoice {
  const invoice = anInvoice()
  const lines = invoice.lines.flatMap((line) => {
    const price = { ...line.price, micros: 15_000_000n }
    return line.kind === 'plan'
      ? [{ ...line, price, quantity: price.per, amountMicros: price.micros }]
      : []
  })
  return { ...invoice, lines: lines.slice(0, 1) }
}

let closed: FocusReport
let drafts: FocusReport
let corrections: FocusReport
let whole: FocusReport
let wrong: FocusReport

beforeAll(async () => {
  const any = fc.sample(anyInvoice, { numRuns: INVOICES, seed: SEED })
  const [late] = any
    .map(({ lines, ...rest }) => ({
      ...rest,
      lines: lines.filter((line) => line.period < rest.period),
    }))
    .filter(({ lines }) => lines.length > 0)
  if (late === undefined) throw new Error('No invoice has a correction.')
  ;[closed, drafts, corrections, whole, wrong] = await Promise.all([
    validateFocus(oneTable(any)),
    validateFocus(oneTable(any.map(asDraft))),
    validateFocus(oneTable([late])),
    validateFocus(oneTable([aWholeMonth()])),
    validateFocus(wrongTable()),
  ])
}, RUNS_MS)

describe('The validator of FOCUS 1.2', () => {
  it('accepts the cost data of any invoices, of their drafts, and of corrections alone', () => {
    expect(refusedBy(closed)).toEqual([])
    expect(refusedBy(drafts)).toEqual([])
    expect(refusedBy(corrections)).toEqual([])
  })

  it('takes whole numbers for decimals', () => {
    expect(refusedBy(whole)).toEqual([])
    expect(whole.passed).toContain('ListUnitPrice-C-001-M')
  })

  it('judges every column, but those whose rules are for other providers', () => {
    const judged = new Set(closed.passed.map((id) => id.split('-')[0]))
    expect(FOCUS_COLUMNS.filter((column) => !judged.has(column))).toEqual(OF_OTHERS)
  })

  it.each(WRONG)('refuses a table by %s', (id) => {
    expect(closed.passed).toContain(id)
    expect(refusedBy(wrong)).toContain(id)
  })

  it('refuses a table without a mandatory column', () => {
    expect(closed.passed).toContain(WITHOUT_IT)
    expect(refusedBy(wrong)).toContain(WITHOUT_IT)
  })
})
