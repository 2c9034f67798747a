import { describe, expect, it } from '@jest/globals'
import type { Login, RefreshGrant } from '../../core/account/identity-ports.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { testClock } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const login: Login = {
  email: 'ada@example.com',
  subject: 'subject-1',
  passwordHash: 'scrypt$32768$8$1$c2FsdA$aGFzaA',
  accountName: 'Acme',
  operationId: 'op_1',
  confirmedAt: null,
  code: { hash: 'h', triesLeft: 5, expiresAt: 1_764_000_000_000 },
  reset: null,
  version: 1,
}

function aGrant(): RefreshGrant {
  return {
    id: 'ses_1',
    subject: 'subject-1',
    secretHash: 'h',
    expiresAt: testClock().now() + 60_000,
  }
}

/** What every `LoginStore` does. */
export function describeLoginStoreContract(store: string, open: OpenStores): void {
  describe(`the log-in store (${store})`, () => {
    it('reads a log-in back, and nothing for an address that nobody has', async () => {
      const { logins } = await open()
      await logins.put(login)
      expect(await logins.get(login.email)).toEqual(login)
      expect(await logins.get('eve@example.com')).toBeUndefined()
    })

    it('refuses a version that does not follow the stored one', async () => {
      const { logins } = await open()
      expect(await outcomeOf(logins.put({ ...login, version: 2 }))).toBe('conflict')
      await logins.put(login)
      for (const version of [1, 3]) {
        expect(await outcomeOf(logins.put({ ...login, version }))).toBe('conflict')
      }
      const confirmed = { ...login, confirmedAt: 5, code: null, version: 2 }
      await logins.put(confirmed)
      expect(await logins.get(login.email)).toEqual(confirmed)
    })

    it('lets exactly one of several writes of the same version through', async () => {
      const { logins } = await open()
      await logins.put(login)
      const second = { ...login, version: 2 }
      const outcomes = await outcomesOf([1, 2, 3].map(() => logins.put(second)))
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'done'])
    })

    it('hands a grant to one caller only, however many ask at once', async () => {
      const { logins } = await open()
      for (let round = 0; round < 10; round += 1) {
        const grant = { ...aGrant(), id: `ses_${round}` }
        await logins.putGrant(grant)
        const asked = Array.from({ length: 8 }, () => logins.takeGrant(grant.id))
        const taken = await Promise.all(asked)
        expect(taken.filter((each) => each !== undefined)).toEqual([grant])
      }
      expect(await logins.takeGrant('ses_nobody')).toBeUndefined()
    })
  })
}
