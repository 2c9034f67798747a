import { inspect } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { isServiceError } from '../../../core/kernel/service-error.ts'
import { topic } from '../../contracts/cluster-under-test.ts'
import { eventually } from '../../contracts/eventually.ts'
import { type Broker, useBench } from './bench.ts'

const DONE = { ok: true }

export function describeAdminConnection(broker: Broker): void {
  describe('The connection of a Kafka administrator', () => {
    const { administrator, proxyTo, adminListener } = useBench(broker)

    it('is kept for request after request, and replaced unnoticed when the broker hung up', async () => {
      const proxy = await proxyTo(adminListener())
      const admin = administrator({ adminBootstrapServers: `127.0.0.1:${proxy.address.port}` })
      await admin.createTopics([topic('connection.first')])
      await admin.createTopics([topic('connection.second')])
      expect(proxy.seen()).toBe(1)
      proxy.cut()
      const [third, fourth] = await Promise.all([
        admin.createTopics([topic('connection.third')]),
        admin.deleteTopics(['connection.first']),
      ])
      expect([third, fourth]).toEqual([[DONE], [DONE]])
      expect(proxy.seen()).toBe(2)
    })

    it('gives up on a broker that does not answer, and works again once it does', async () => {
      const proxy = await proxyTo(adminListener())
      const admin = administrator({
        adminBootstrapServers: `127.0.0.1:${proxy.address.port}`,
        requestTimeoutMs: 1_000,
      })
      // Within that second: a busy machine may need another try.
      await eventually(() => admin.createTopics([topic('frozen.before')]))
      proxy.freeze()
      await expect(admin.deleteTopics(['frozen.before'])).rejects.toMatchObject({
        code: 'unavailable',
      })
      proxy.thaw()
      await eventually(async () =>
        expect(await admin.createTopics([topic('frozen.after')])).toEqual([DONE]),
      )
    })

    it('goes to the next of the brokers when the first is not there', async () => {
      const gone = await proxyTo(adminListener())
      await gone.close()
      const servers = `127.0.0.1:${gone.address.port},${broker().cluster.adminBootstrapServers}`
      const admin = administrator({ adminBootstrapServers: servers })
      expect(await admin.deleteTopics(['nothing'])).toEqual([DONE])
      expect(await admin.describeCluster()).toEqual({ brokers: [{ id: 1, ...adminListener() }] })
    })

    it('is none at all with a wrong password, which no error gives away', async () => {
      const password = 'battery-staple'
      const username = broker().cluster.adminUsername
      const admin = administrator({ sasl: { mechanism: 'PLAIN', username, password } })
      const error: unknown = await admin.deleteTopics(['x']).catch((thrown: unknown) => thrown)
      expect(isServiceError(error, 'unavailable')).toBe(true)
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(password)
    })

    it('tells whether a broker answers, without waiting longer than asked', async () => {
      const proxy = await proxyTo(adminListener())
      const admin = administrator({ adminBootstrapServers: `127.0.0.1:${proxy.address.port}` })
      expect(await admin.ping(30_000)).toBe(true)
      proxy.freeze()
      expect(await admin.ping(200)).toBe(false)
      await proxy.close()
      expect(await admin.ping(30_000)).toBe(false)
    })
  })
}
