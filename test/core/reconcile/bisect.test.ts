import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { sendBisecting } from '../../../core/reconcile/bisect.ts'
import { UNREACHED } from '../../../core/reconcile/outcome.ts'
import { DONE } from '../fixtures/parts.ts'

/** A cluster that refuses whole every request with one of these items in it. */
async function sendAll(count: number, culprits: ReadonlySet<number>) {
  const requests: (readonly number[])[] = []
  const items = Array.from({ length: count }, (_, n) => n)
  const results = await sendBisecting(items, async (part) => {
    requests.push(part)
    if (part.some((item) => culprits.has(item))) throw new Error('secret of the vendor')
    return part.map(() => DONE)
  })
  return { results, requests }
}

describe('A request that is refused as a whole', () => {
  it('is halved until exactly the culprits stand alone, whichever they are', async () => {
    const culprits = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(culprits, async (bad) => {
        const { results } = await sendAll(60, new Set(bad))
        const refusedItems = results.flatMap((result, n) => (result.ok ? [] : [n]))
        expect(refusedItems).toEqual(bad.toSorted((a, b) => a - b))
        expect(results).toHaveLength(60)
      }),
      { seed: 1 },
    )
  })

  it('costs few requests more for one culprit of 200', async () => {
    const { requests } = await sendAll(200, new Set([77]))
    expect(requests.length).toBeLessThanOrEqual(17)
  })

  it('does not show what the vendor said', async () => {
    const { results } = await sendAll(1, new Set([0]))
    expect(JSON.stringify(results)).not.toContain('secret')
  })

  it('is one request when nothing is wrong, and several when there are more than 500 items', async () => {
    expect((await sendAll(200, new Set())).requests).toHaveLength(1)
    expect((await sendAll(1_200, new Set())).requests.map((part) => part.length)).toEqual([
      500, 500, 200,
    ])
    expect((await sendAll(0, new Set())).requests).toEqual([])
  })
})

describe('A request that is not answered', () => {
  it('is not asked again in halves', async () => {
    let requests = 0
    const results = await sendBisecting([1, 2, 3], async () => {
      requests += 1
      throw new ServiceError('unavailable', 'No answer.')
    })
    expect([requests, results]).toEqual([1, [UNREACHED, UNREACHED, UNREACHED]])
  })
})
