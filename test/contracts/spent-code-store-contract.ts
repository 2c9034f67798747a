import { describe, expect, it } from '@jest/globals'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import type { OpenStores } from './stores-under-test.ts'

/** What every `SpentCodeStore` does. */
export function describeSpentCodeStoreContract(store: string, open: OpenStores): void {
  describe(`the store of spent codes (${store})`, () => {
    const codeAt = (now: number) => ({
      email: 'ada@example.com',
      hash: 'h',
      triesLeft: 5,
      expiresAt: now + 60_000,
      version: 1,
    })

    it('reads a code back, and nothing for an address without one', async () => {
      const { spentCodes, clock } = await open()
      const code = codeAt(clock.now())
      await spentCodes.put(code)
      expect(await spentCodes.get(code.email)).toEqual(code)
      expect(await spentCodes.get('eve@example.com')).toBeUndefined()
    })

    it('forgets a code, and an address that has none', async () => {
      const { spentCodes, clock } = await open()
      const code = codeAt(clock.now())
      await spentCodes.put(code)
      for (let twice = 0; twice < 2; twice += 1) await spentCodes.remove(code.email)
      expect(await spentCodes.get(code.email)).toBeUndefined()
    })

    it('lets exactly one of several writes of the same version through', async () => {
      const { spentCodes, clock } = await open()
      const code = codeAt(clock.now())
      expect(await outcomeOf(spentCodes.put({ ...code, version: 2 }))).toBe('conflict')
      await spentCodes.put(code)
      const guessed = { ...code, triesLeft: 4, version: 2 }
      const outcomes = await outcomesOf([1, 2, 3].map(() => spentCodes.put(guessed)))
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'done'])
      expect(await spentCodes.get(code.email)).toEqual(guessed)
    })
  })
}
