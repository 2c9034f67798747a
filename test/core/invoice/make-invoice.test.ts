import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { InvoiceBasis } from '../../../core/invoice/make-invoice.ts'
import { makeInvoice } from '../../../core/invoice/make-invoice.ts'
import { documentOf } from '../../../core/invoice/invoice-document.ts'
import { isExact, verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { anyCredits, anyMonth } from './fixtures/months.ts'

const RUNS = { numRuns: 300 }

const anyBasis: fc.Arbitrary<InvoiceBasis> = fc
  .record({
    month: anyMonth,
    credits: anyCredits,
    carriedMicros: fc.bigInt({ min: 0n, max: 9_999_999n }),
  })
  .map((each) => ({ ...each, accountId: 'acc_ann', earlier: [] }))

const textOf = (basis: InvoiceBasis) => JSON.stringify(documentOf(makeInvoice(basis)))

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
      const { month, credits } = basis
      const mixed = { ...month, changes: mix(month.changes), usage: mix(month.usage) }
      return { basis, again: { ...basis, month: mixed, credits: mix(credits) } }
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
        expect(back + carriedMicros).toBe(given)
      }),
      RUNS,
    )
  })

  it('is exact when it is verified against its own records', async () => {
    await fc.assert(
      fc.property(anyBasis, (basis) => {
        const invoice = { ...makeInvoice(basis), id: 'inv_1' }
        expect(isExact(verifyInvoice(invoice, basis.month))).toBe(true)
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
