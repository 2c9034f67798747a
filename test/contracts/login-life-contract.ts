import { describe, expect, it } from '@jest/globals'
import {
  confirmed,
  type IdentityUnderTest,
  newAddress,
  type OpenIdentity,
  otherThan,
  PASSWORD,
  request,
  signedUp,
} from './identity-under-test.ts'
import { outcomeOf } from './outcomes.ts'

const OTHER = 'staple of another kind'

async function logsIn({ identity }: IdentityUnderTest, email: string, password = PASSWORD) {
  return (await outcomeOf(identity.openSession(email, password))) === 'done'
}

/** Another password, and the end of a log-in. */
export function describeLoginLifeContract(provider: string, open: OpenIdentity): void {
  describe(`a forgotten password (${provider})`, () => {
    it('is replaced with the code from the mail, once, and says whose it is', async () => {
      const under = await open()
      const { email, person } = await confirmed(under)
      await under.identity.requestReset(email)
      const code = under.resetCodeFor(email)
      const reset = { email, code, password: OTHER }
      expect(await under.identity.resetPassword(reset)).toBe(person.subject)
      expect([await logsIn(under, email), await logsIn(under, email, OTHER)]).toEqual([false, true])
      expect(await outcomeOf(under.identity.resetPassword(reset))).toBe('invalid')
    })

    it('is not replaced with another code, nor for who asked for none or is unknown: one answer', async () => {
      const under = await open()
      const { email, code } = await confirmed(under)
      await under.identity.requestReset(email)
      const reset = (address: string, digits: string) =>
        under.identity
          .resetPassword({ email: address, code: digits, password: OTHER })
          .then(() => 'reset', String)
      const unknown = newAddress()
      await under.identity.requestReset(unknown)
      const said = [
        await reset(email, otherThan(under.resetCodeFor(email))),
        await reset(unknown, code),
      ]
      expect(new Set(said).size).toBe(1)
      expect(said[0]).toMatch(/code is wrong or no longer good/)
      expect(await logsIn(under, email)).toBe(true)
    })
  })

  describe(`a password that is changed (${provider})`, () => {
    it('takes the present one', async () => {
      const under = await open()
      const { email } = await confirmed(under)
      const change = (password: string) =>
        outcomeOf(under.identity.changePassword({ email, password, newPassword: OTHER }))
      expect(await change('some other password')).toBe('unauthenticated')
      expect(await logsIn(under, email)).toBe(true)
      expect(await change(PASSWORD)).toBe('done')
      expect([await logsIn(under, email), await logsIn(under, email, OTHER)]).toEqual([false, true])
    })
  })
  describeEnrolling(provider, open)
  describeRemoving(provider, open)
}

function describeEnrolling(provider: string, open: OpenIdentity): void {
  describe(`somebody who was invited (${provider})`, () => {
    it('gets a log-in of that password, which opens no account, and is told apart by it', async () => {
      const { identity } = await open()
      const email = newAddress()
      const subject = await identity.enrol(email, PASSWORD)
      const { signUp } = await identity.openSession(email, PASSWORD)
      expect(signUp).toMatchObject({ subject, email, operationId: null })
      expect(await identity.enrol(email, PASSWORD)).toBe(subject)
      expect(await outcomeOf(identity.enrol(email, OTHER))).toBe('unauthenticated')
    })

    it('takes the place of a sign-up that nobody confirmed', async () => {
      const under = await open()
      const { email, code } = await signedUp(under)
      await under.identity.enrol(email, OTHER)
      expect([await logsIn(under, email), await logsIn(under, email, OTHER)]).toEqual([false, true])
      expect(await outcomeOf(under.identity.confirm(email, code))).toBe('invalid')
    })
  })
}

function describeRemoving(provider: string, open: OpenIdentity): void {
  describe(`a log-in that is removed (${provider})`, () => {
    it('is gone, for good and twice, and the address signs up again as somebody else', async () => {
      const under = await open()
      const { email, code, person } = await confirmed(under)
      for (let twice = 0; twice < 2; twice += 1)
        await under.identity.removeLogin(email, person.subject)
      expect(await logsIn(under, email)).toBe(false)
      expect(await outcomeOf(under.identity.confirm(email, code))).toBe('invalid')
      await under.identity.signUp(request(email))
      const again = await under.identity.confirm(email, under.codeFor(email))
      expect(again.subject).not.toBe(person.subject)
      expect(await logsIn(under, email)).toBe(true)
    })

    it('stays where it is another subject’s by now', async () => {
      const under = await open()
      const { email } = await confirmed(under)
      await under.identity.removeLogin(email, 'somebody-who-left')
      expect(await logsIn(under, email)).toBe(true)
    })

    it('asks for no code and takes no session any more', async () => {
      const under = await open()
      const { email, person } = await confirmed(under)
      await under.identity.removeLogin(email, person.subject)
      await under.identity.signOut(email)
      await under.identity.requestReset(email)
      const reset = { email, code: '123456', password: OTHER }
      expect(await outcomeOf(under.identity.resetPassword(reset))).toBe('invalid')
    })
  })
}
