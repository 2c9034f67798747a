import { describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import {
  confirmed,
  newAddress,
  type OpenIdentity,
  otherThan,
  signedUp,
} from './identity-under-test.ts'

/** Of whoever lost an answer and asks again. */
export function describeRepeatedConfirmContract(provider: string, open: OpenIdentity): void {
  const saidOf = (asked: Promise<unknown>) => asked.then(() => 'confirmed', String)
  const refusal = expect.stringMatching(/code is wrong or no longer good/)

  describe(`a code (${provider})`, () => {
    it('is refused in one sentence: wrong, of an unknown address, wrong and confirmed', async () => {
      const under = await open()
      const { email, code } = await signedUp(under)
      const known = await confirmed(under)
      const said = [
        await saidOf(under.identity.confirm(email, otherThan(code))),
        await saidOf(under.identity.confirm(newAddress(), code)),
        await saidOf(under.identity.confirm(known.email, otherThan(known.code))),
      ]
      expect(said).toEqual([refusal, refusal, refusal])
      expect(new Set(said).size).toBe(1)
    })

    it('that confirmed says the same again, as often as it is asked', async () => {
      const under = await open()
      const { email, code, person } = await confirmed(under)
      expect(await under.identity.confirm(email, code)).toEqual(person)
      const atOnce = [1, 2, 3].map(() => under.identity.confirm(email, code))
      expect(await Promise.all(atOnce)).toEqual([person, person, person])
    })

    it('that confirmed is good no longer after 15 minutes', async () => {
      const under = await open()
      const { email, code } = await confirmed(under)
      under.pass(15 * MINUTE_MS)
      expect(await saidOf(under.identity.confirm(email, code))).toEqual(refusal)
    })

    it('that confirmed is good no longer after five wrong ones, sent all at once', async () => {
      const under = await open()
      const { email, code } = await confirmed(under)
      const guesses = [1, 2, 3, 4, 5].map((by) =>
        saidOf(under.identity.confirm(email, otherThan(code, by))),
      )
      expect(new Set(await Promise.all(guesses))).toEqual(new Set([refusal]))
      expect(await saidOf(under.identity.confirm(email, code))).toEqual(refusal)
    })
  })
}
