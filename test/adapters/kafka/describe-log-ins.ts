import { describe, expect, it } from '@jest/globals'
import { eventually } from '../../contracts/eventually.ts'
import { type Broker, useBench } from './bench.ts'

const DONE = { ok: true }
const REFUSED_FOR_NOW = { ok: false, retryable: true, reason: expect.any(String) }

export function describeLogIns(broker: Broker): void {
  describe('Trying log-ins', () => {
    const { administrator, proxyTo, tenantListener } = useBench(broker)
    const user = { username: 'logins-1', password: 'correct horse' }
    const wrong = { ...user, password: 'wrong horse' }
    const unknown = { username: 'logins-2', password: 'correct horse' }

    it('leaves no connection open, whether let in or refused', async () => {
      const proxy = await proxyTo(tenantListener())
      const admin = administrator({ tenantBrokers: () => [proxy.address] })
      await admin.putUsers([user])
      await eventually(async () => expect(await admin.verifyLogins([user])).toEqual([DONE]))
      const before = proxy.seen()
      const results = await admin.verifyLogins([user, wrong, unknown])
      expect(results).toEqual([DONE, REFUSED_FOR_NOW, REFUSED_FOR_NOW])
      expect(proxy.seen()).toBe(before + 3)
      // The broker hangs up on idle connections after 10 s: by then it would not be our doing.
      await eventually(async () => expect(proxy.open()).toBe(0), 8_000)
    })

    it('is not done while one of the brokers is not reached', async () => {
      const gone = await proxyTo(tenantListener())
      await gone.close()
      const admin = administrator({ tenantBrokers: () => [tenantListener(), gone.address] })
      await admin.putUsers([user])
      await eventually(async () =>
        expect(await administrator().verifyLogins([user])).toEqual([DONE]),
      )
      expect(await admin.verifyLogins([user])).toEqual([REFUSED_FOR_NOW])
    })

    it('is unavailable when no broker is known', async () => {
      const admin = administrator({ tenantBrokers: () => [] })
      await expect(admin.verifyLogins([user])).rejects.toMatchObject({ code: 'unavailable' })
    })

    it('lets nobody in at a broker whose certificate another authority signed', async () => {
      const admin = administrator({ tenantCaPem: null })
      await admin.putUsers([user])
      await expect(admin.verifyLogins([user])).rejects.toMatchObject({ code: 'unavailable' })
    })
  })
}
