import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  chargesOf,
  type InvoiceBasis,
  makeInvoice,
  type MonthRecords,
} from '../../../core/invoice/make-invoice.ts'
import { documentOf } from '../../../core/invoice/invoice-document.ts'
import type { InvoiceExport } from '../../../core/invoice/invoice-export.ts'
import { isExact, verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { anyBasis } from './fixtures/any-invoice.ts'
import { adjustmentsFor } from '../../../core/invoice/adjustments.ts'
import { versionFor } from '../../../core/plan/price-book.ts'

const RUNS = { numRuns: 300, seed: 1 }

function exportOf(basis: InvoiceBasis): InvoiceExport {
  const { month, earlier, credits, carriedMicros } = basis
  const invoice = { ...makeInvoice(basis), id: 'inv_1', number: 1, issuedAt: 0 }
  return { invoice, until: null, month, adjusted: [], earlier, credits, carriedMicros }
}

const textOf = (basis: InvoiceBasis) => JSON.stringify(documentOf(makeInvoice(basis)))

function givenBack(basis: InvoiceBasis): bigint {
  const all = basis.earlier.flatMap(({ month, invoiced }) =>
    adjustmentsFor(invoiced, chargesOf(month, versionFor(month.period))),
  )
  const less = all.filter(({ amountMicros }) => amountMicros < 0n)
  return less.reduce((sum, { amountMicros }) => sum - amountMicros, 0n)
}

describe('an invoice', () => {
  it('is the same to the byte from the same records in any order, with any of them twice', async () => {
    const shuffled = fc.tuple(anyBasis, fc.infiniteStream(fc.nat())).map(([basis, order]) => {
      const mix = <T>(items: readonly T[]): T[] => {
        const twice = [...items, ...items.filter(() => Number(order.next().value) % 3 === 0)]
        return twice
          .map((item) => ({ item, at: Number(order.next().value) }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item)
      }
      const mixed = (month: MonthRecords) => ({
        ...month,
        changes: mix(month.changes),
        usage: mix(month.usage),
      })
      const earlier = basis.earlier.map((each) => ({ ...each, month: mixed(each.month) }))
      const credits = mix(basis.credits)
      return { basis, again: { ...basis, month: mixed(basis.month), earlier, credits } }
    })
    await fc.assert(
      fc.property(shuffled, ({ basis, again }) => {
        expect(textOf(again)).toBe(textOf(basis))
      }),
      RUNS,
    )
  })

  it('has a total that its lines add up to, never below zero, and nothing negative but credits', async () => {
    await fc.assert(
      fc.property(anyBasis, (basis) => {
        const { lines, totalMicros, carriedMicros } = makeInvoice(basis)
        expect(lines.reduce((sum, line) => sum + line.amountMicros, 0n)).toBe(totalMicros)
        expect(totalMicros >= 0n && carriedMicros >= 0n).toBe(true)
        for (const { kind, amountMicros, quantity } of lines) {
          expect(kind === 'credit' ? amountMicros <= 0n : amountMicros >= 0n).toBe(true)
          expect(quantity > 0n).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('uses up no more and no less credit than was given', async () => {
    await fc.assert(
      fc.property(anyBasis, (basis) => {
        const { lines, carriedMicros } = makeInvoice(basis)
        const given = basis.credits.reduce(
          (sum, each) => sum + each.amountMicros,
          basis.carriedMicros,
        )
        const used = lines.filter(({ kind }) => kind === 'credit')
        const back = used.reduce((sum, { amountMicros }) => sum - amountMicros, 0n)
        const [onward] = lines.filter(
          ({ kind, item }) => kind === 'adjustment' && item === 'credit',
        )
        // What earlier months cost less than was invoiced for them is given, too, and goes on when it is more than this one.
        expect(back + carriedMicros).toBe(given + givenBack(basis) + (onward?.amountMicros ?? 0n))
      }),
      RUNS,
    )
  })

  it('is exact when it is verified against its own records', async () => {
    await fc.assert(
      fc.property(anyBasis, (basis) => {
        expect(verifyInvoice(exportOf(basis))).toMatchObject({ faults: [], differenceMicros: 0n })
        expect(isExact(verifyInvoice(exportOf(basis)))).toBe(true)
      }),
      RUNS,
    )
  })

  it('asks for each plan at most what a whole month of it costs', async () => {
    await fc.assert(
      fc.property(anyBasis, (basis) => {
        for (const line of makeInvoice(basis).lines.filter(({ kind }) => kind === 'plan')) {
          expect(line.quantity <= line.price.per).toBe(true)
          expect(line.amountMicros <= line.price.micros).toBe(true)
        }
      }),
      RUNS,
    )
  })
})
