import { ServiceError } from './service-error.ts'

/** So many millionths of the currency for `per` of what is counted. */
export interface UnitPrice {
  readonly micros: bigint
  readonly per: bigint
}

const MICROS_A_UNIT = 1_000_000n
const MICROS_DIGITS = 6

/**
 * What a quantity costs, in millionths of the currency: the one rounding of an invoice line, to the nearest, halves up.
 * Neither may be negative.
 */
export function amountOf(quantity: bigint, { micros, per }: UnitPrice): bigint {
  if (quantity < 0n || micros < 0n || per <= 0n) {
    throw new ServiceError('internal', 'A quantity or a price is negative.')
  }
  return (2n * quantity * micros + per) / (2n * per)
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, each) => sum + each, 0n)
}

/** An amount for people: all six decimals if it has them, two at least. */
export function moneyText(micros: bigint): string {
  return decimalText(micros, MICROS_A_UNIT, MICROS_DIGITS, 2)
}

/** `value / per` as a decimal, cut (not rounded) after `most` digits and with `least` of them at least. */
export function decimalText(value: bigint, per: bigint, most: number, least = 0): string {
  const size = value < 0n ? -value : value
  const fraction = ((size % per) * 10n ** BigInt(most)) / per
  const digits = fraction.toString().padStart(most, '0').replace(/0+$/, '').padEnd(least, '0')
  const whole = (size / per).toString()
  return `${value < 0n ? '-' : ''}${whole}${digits === '' ? '' : `.${digits}`}`
}

/** An amount as a JSON number, which every client reads. Throws `internal` beyond what such a number holds exactly. */
export function microsNumber(micros: bigint): number {
  const value = Number(micros)
  if (Number.isSafeInteger(value)) return value
  throw new ServiceError('internal', 'An amount is too large to be written as a number.')
}

/** Hundredths of a percent, cut: what is shown as 100 % has been reached. Zero of nothing is 0. */
export function basisPointsOf(part: bigint, whole: bigint): bigint {
  return whole <= 0n ? 0n : (part * 10_000n) / whole
}
