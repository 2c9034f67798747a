import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  amountOf,
  basisPointsOf,
  decimalText,
  microsNumber,
  moneyText,
} from '../../../core/kernel/money.ts'

describe('money', () => {
  it('is rounded to the nearest, halves up', () => {
    expect(amountOf(1n, { micros: 1n, per: 2n })).toBe(1n)
    expect(amountOf(1n, { micros: 1n, per: 3n })).toBe(0n)
    expect(amountOf(2n, { micros: 1n, per: 3n })).toBe(1n)
    expect(amountOf(3n, { micros: 5n, per: 2n })).toBe(8n)
  })

  it('is never off by more than half a millionth', async () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 24n })
    await fc.assert(
      fc.property(positive, positive, positive, (quantity, micros, per) => {
        const twice = 2n * (amountOf(quantity, { micros, per }) * per - quantity * micros)
        expect(twice <= per && -twice <= per).toBe(true)
      }),
      { seed: 1 },
    )
  })

  it('refuses what is negative', () => {
    expect(() => amountOf(-1n, { micros: 1n, per: 1n })).toThrow()
    expect(() => amountOf(1n, { micros: 1n, per: 0n })).toThrow()
  })

  it('is written with two decimals at least and six at most', () => {
    expect(moneyText(25_000_000n)).toBe('25.00')
    expect(moneyText(-1_234_567n)).toBe('-1.234567')
    expect(moneyText(10n)).toBe('0.00001')
    expect(decimalText(1n, 3n, 4)).toBe('0.3333')
  })

  it('becomes a JSON number only where that is exact', () => {
    expect(microsNumber(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991)
    expect(() => microsNumber(9_007_199_254_740_993n)).toThrow('too large')
  })

  it('reaches a percent only when all of it is there', () => {
    expect(basisPointsOf(999_999n, 1_000_000n)).toBe(9_999n)
    expect(basisPointsOf(1n, 0n)).toBe(0n)
  })
})

/** A number with a fraction, a way to make one, or arithmetic on an amount that was made a number. */
const FLOAT =
  /(?<![\w.'#])\d+\.\d+|parseFloat|toFixed|Math\.round|\bNumber\([^)]*[mM]icros|[mM]icros\)?\s*[*/]\s*\d+(?!_?\d*n)/

/** The one place where an amount becomes a number: it refuses what that cannot hold. */
const CHECKED = 'const value = Number(micros)\n  if (Number.isSafeInteger(value)) return value'

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('no float is near money', () => {
  const files = [
    ...filesBelow('core/invoice'),
    ...filesBelow('core/plan'),
    'core/kernel/money.ts',
    ...filesBelow('lambdas/http/views'),
    ...filesBelow('adapters/stripe'),
    'lambdas/http/resources/budget.ts',
    'lambdas/http/resources/invoices.ts',
    'lambdas/http/resources/operator-billing.ts',
    'lambdas/http/resources/usage.ts',
    'adapters/pdf/invoice-text.ts',
    'adapters/dynamodb/billing-records.ts',
    'adapters/dynamodb/dynamo-invoice-store.ts',
    'adapters/dynamodb/dynamo-payment-outbox.ts',
    'adapters/dynamodb/dynamo-revenue-store.ts',
    'adapters/dynamodb/invoice-item.ts',
    'bin/invoice-verify.ts',
  ]

  it.each(files)('in %s', (path) => {
    const code = readFileSync(path, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '')
      .replace(CHECKED, '')
    expect(FLOAT.exec(code)?.[0]).toBeUndefined()
  })

  it.each([
    'amountMicros * 1.5',
    'x = 0.1',
    'Math.round(x)',
    'Number(totalMicros)',
    'priceMicros / 100',
  ])('is what this test would find: %s', (wrong) => {
    expect(FLOAT.test(wrong)).toBe(true)
  })
})
