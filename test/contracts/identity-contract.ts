import { describe, expect, it } from '@jest/globals'
import {
  confirmed,
  newAddress,
  OPERATION_ID,
  type OpenIdentity,
  PASSWORD,
  request,
  signedUp,
} from './identity-under-test.ts'
import { describeLoginLifeContract } from './login-life-contract.ts'
import { describeRepeatedConfirmContract } from './repeated-confirm-contract.ts'
import { outcomeOf } from './outcomes.ts'

/** What every `IdentityProvider` does; the two that there are differ in nothing that a caller can see. */
export function describeIdentityContract(provider: string, open: OpenIdentity): void {
  describe(`people (${provider})`, () => {
    it('sign up, confirm, and log in as who they are', async () => {
      const under = await open()
      const { email, person } = await confirmed(under)
      const subject = expect.any(String)
      expect(person).toEqual({ subject, email, accountName: 'Acme', operationId: OPERATION_ID })
      const opened = await under.identity.openSession(email, PASSWORD)
      expect(opened.signUp).toEqual(person)
      expect(await under.sessions.verify(opened.session.accessToken)).toMatchObject({
        subject: person.subject,
      })
    })

    it('cannot log in unconfirmed, with a wrong password, or unknown: one answer', async () => {
      const under = await open()
      const { identity } = under
      const { email } = await signedUp(under)
      const known = await confirmed(under)
      const said = await Promise.all(
        [
          identity.openSession(email, PASSWORD),
          identity.openSession(known.email, 'another horse battery'),
          identity.openSession(newAddress(), PASSWORD),
        ].map((asked) => asked.catch(String)),
      )
      expect(new Set(said).size).toBe(1)
      expect(said[0]).toMatch(/wrong/)
    })

    it('trade a refresh token for a session of theirs, and none for a made-up one', async () => {
      const under = await open()
      const { email, person } = await confirmed(under)
      const { session } = await under.identity.openSession(email, PASSWORD)
      const renewed = await under.identity.refreshSession(session.refreshToken)
      expect(await under.sessions.verify(renewed.accessToken)).toMatchObject({
        subject: person.subject,
      })
      const madeUp = under.identity.refreshSession('made-up')
      expect(await outcomeOf(madeUp)).toBe('unauthenticated')
    })
  })
  describeTakenAddresses(provider, open)
  describeRepeatedConfirmContract(provider, open)
  describeLoginLifeContract(provider, open)
}

function describeTakenAddresses(provider: string, open: OpenIdentity): void {
  describe(`an address that somebody signs up with again (${provider})`, () => {
    const others = { password: 'somebody elses words', accountName: 'Theirs' }

    it('is theirs whose sign-up came last, with its password, until it is confirmed', async () => {
      const under = await open()
      const email = newAddress()
      await under.identity.signUp(request(email, others))
      await under.identity.signUp(request(email, { accountName: 'Mine' }))
      const person = await under.identity.confirm(email, under.codeFor(email))
      expect(person.accountName).toBe('Mine')
      const theirs = under.identity.openSession(email, others.password)
      expect(await outcomeOf(theirs)).toBe('unauthenticated')
      expect(await outcomeOf(under.identity.openSession(email, PASSWORD))).toBe('done')
    })

    it('keeps its log-in once it is confirmed, and its owner is told by mail', async () => {
      const under = await open()
      const { email, person } = await confirmed(under)
      await under.identity.signUp(request(email, others))
      expect((await under.identity.openSession(email, PASSWORD)).signUp).toEqual(person)
      const theirs = under.identity.openSession(email, others.password)
      expect(await outcomeOf(theirs)).toBe('unauthenticated')
      expect(under.notesTo(email)).toHaveLength(1)
    })
  })
}
