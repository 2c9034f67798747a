import { beforeAll, describe, expect, it } from '@jest/globals'
import {
  exportDocument,
  type InvoiceExport,
  readExport,
} from '../../../core/invoice/invoice-export.ts'
import { isExact, verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { sortedText } from '../../../core/kernel/sorted-text.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { sha256 } from '../../../lambdas/http/sha256.ts'
import { someExports } from './fixtures/exports.ts'

type Which = 'march' | 'april' | 'draft'
type Path = readonly string[]

let exports: Record<Which, InvoiceExport>

beforeAll(async () => {
  exports = await someExports()
})

const documentOf = (which: Which): unknown =>
  JSON.parse(JSON.stringify(exportDocument(exports[which], sha256)))

/** Every value that is no object, by where it stands. */
function leavesOf(value: unknown, at: Path = []): readonly (readonly [Path, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[at, value]]
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...at, name]))
}

function changed(value: unknown, [name, ...rest]: Path, to: unknown): unknown {
  if (name === undefined) return to
  if (Array.isArray(value))
    return value.map((each, n) => (String(n) === name ? changed(each, rest, to) : each))
  return { ...Object(value), [name]: changed(Object(value)[name], rest, to) }
}

const TWINS = [
  ['2026-03', '2026-02'],
  ['bytes_in', 'bytes_out'],
  ['plan', 'usage', 'adjustment', 'credit'],
  ['basic-0', 'basic-1'],
] as const

/** Something else of the same kind, so that only its meaning can give it away. */
function others(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 40 * DAY_MS]
  if (typeof value === 'boolean') return [!value]
  if (typeof value !== 'string') return [0]
  if (/^-?[0-9]+$/.test(value)) return [`${BigInt(value) * 3n + 1_000_000n}`]
  const alike = TWINS.flat().filter(
    (each) => each !== value && TWINS.some((set) => has(set, [each, value])),
  )
  return [`${value}x`, ...alike]
}

function has(set: readonly string[], both: readonly string[]): boolean {
  return both.every((each) => set.includes(each))
}

function isNoticed(document: unknown): boolean {
  try {
    const { exported, isWhole } = readExport(document, sha256)
    return !isWhole || !isExact(verifyInvoice(exported))
  } catch {
    return true
  }
}

/** As somebody would who wants it to go unnoticed. */
function resealed(document: unknown): unknown {
  const { digest: _, ...rest } = Object(document)
  return { ...rest, digest: sha256(sortedText(rest)) }
}

/**
 * No amount follows from them: numbers, days and names; how long a window is that no change of plan falls into; and whether
 * something was measured late.
 */
const WITHOUT_MONEY =
  /^digest$|^invoice\.(?:id|number|issuedAt)$|^until$|\.(?:order|clusterId|incomplete|resolution|createdBy|tenantName)$|^credits\.\d+\.(?:id|at)$|^earlier\.\d+\.invoiced\.\d+\.(?:description|kind)$/

/** What was included costs nothing: of a line on another invoice, or where data came in since, it is not told exactly. */
function isIncluded(path: Path, document: unknown): boolean {
  const { adjusted } = Object(document)
  const isLoose = path[0] === 'earlier' || adjusted.length > 0
  const line: unknown = path
    .slice(0, path.findIndex((name) => name === 'lines' || name === 'invoiced') + 2)
    .reduce((value, name) => Object(value)[name], document)
  return isLoose && Object(line).amountMicros === '0' && path.at(-1) !== 'amountMicros'
}

/** A change of plan before or after the month may be one of many that come to the same. */
function isOfMoney(path: Path, document: unknown): boolean {
  if (WITHOUT_MONEY.test(path.join('.'))) return false
  if (isIncluded(path, document)) return false
  const at = path.indexOf('changes')
  if (at < 0) return true
  const change: unknown = path
    .slice(0, at + 2)
    .reduce((value, name) => Object(value)[name], document)
  const month: unknown = path.slice(0, at).reduce((value, name) => Object(value)[name], document)
  return new Date(Object(change).at).toISOString().startsWith(Object(month).period)
}

describe.each(['march', 'april', 'draft'] as const)('an export (%s)', (which) => {
  it('is exact after a trip through JSON, in whatever order its fields come', () => {
    const { exported, isWhole } = readExport(documentOf(which), sha256)
    expect(exported).toEqual(exports[which])
    expect(isWhole).toBe(true)
    expect(verifyInvoice(exported)).toMatchObject({ differenceMicros: 0n, faults: [] })
    expect(isExact(verifyInvoice(exported))).toBe(true)
    const other = JSON.parse(sortedText(documentOf(which)))
    expect(isNoticed(other)).toBe(false)
  })

  it('in which any one field was changed is noticed', () => {
    const document = documentOf(which)
    const leaves = leavesOf(document)
    expect(leaves.length).toBeGreaterThan(60)
    const unnoticed = leaves.flatMap(([path, value]) =>
      others(value)
        .slice(0, 1)
        .flatMap((to) => (isNoticed(changed(document, path, to)) ? [] : [[path, to]])),
    )
    expect(unnoticed).toEqual([])
  })

  it('in which any field that money follows from was changed is noticed with a new digest, too', () => {
    const document = documentOf(which)
    const leaves = leavesOf(document).filter(([path]) => isOfMoney(path, document))
    const unnoticed = leaves.flatMap(([path, value]) =>
      others(value).flatMap((to) =>
        isNoticed(resealed(changed(document, path, to))) ? [] : [`${path.join('.')} = ${to}`],
      ),
    )
    expect(unnoticed).toEqual([])
  })

  it('from which a line, a record or a credit was taken is noticed with a new digest, too, and so is one more', () => {
    const document = Object(documentOf(which))
    const lists = [['invoice', 'lines'], ['month', 'usage'], ['credits'], ['adjusted'], ['earlier']]
    const unnoticed = lists.flatMap((path) => {
      const list: unknown[] = path.reduce((value, name) => Object(value)[name], document)
      return list.flatMap((each, n) => {
        if (isIncluded([...path, String(n)], document)) return []
        const less = changed(document, path, list.toSpliced(n, 1))
        const twice = changed(document, path, list.toSpliced(n, 0, each))
        // A credit is known by its id, and a month is a month.
        const tried = path.length > 1 || path[0] === 'adjusted' ? [less, twice] : [less]
        return tried.flatMap((other) => (isNoticed(resealed(other)) ? [] : [[...path, n]]))
      })
    })
    expect(unnoticed).toEqual([])
  })
})

describe('The invoices that are tampered with', () => {
  it('hold everything that an invoice may', () => {
    const { march, april, draft } = exports
    expect(march.adjusted.length).toBeGreaterThan(0)
    expect(april.earlier.length).toBeGreaterThan(0)
    expect(april.credits.length).toBeGreaterThan(0)
    expect(draft.carriedMicros).toBeGreaterThan(0n)
    const kinds = april.invoice.lines.map(({ kind, item }) => `${kind} ${item}`)
    for (const each of ['plan basic-1', 'usage bytes_out', 'adjustment bytes_in', 'credit credit'])
      expect(kinds).toContain(each)
  })
})
