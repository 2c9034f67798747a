import { afterEach } from '@jest/globals'
import type { KafkaClusterAdmin } from '../../../adapters/kafka/kafka-cluster-admin.ts'
import type { RealBroker } from '../../contracts/real-broker.ts'
import { administratorOf } from './administrator-of.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

type Address = TcpProxy['address']

/** Gives the broker to a test; it exists only once the tests run. */
export type Broker = () => RealBroker

/** Administrators and proxies that are closed after each test. */
export interface Bench {
  administrator(changes?: Parameters<typeof administratorOf>[1]): KafkaClusterAdmin
  proxyTo(target: Address): Promise<TcpProxy>
  adminListener(): Address
  tenantListener(): Address
}

export function useBench(broker: Broker): Bench {
  const proxies: TcpProxy[] = []
  const admins: KafkaClusterAdmin[] = []
  afterEach(async () => {
    await Promise.all(admins.splice(0).map((admin) => admin.close()))
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
  })
  const theBroker = () => {
    const [first] = broker().cluster.brokers
    if (first === undefined) throw new Error('The cluster has a broker.')
    return first
  }
  return {
    administrator(changes = {}) {
      const admin = administratorOf(broker().cluster, changes)
      admins.push(admin)
      return admin
    },
    async proxyTo(target) {
      const proxy = await startTcpProxy(target)
      proxies.push(proxy)
      return proxy
    },
    adminListener: () => theBroker().adminListener,
    tenantListener: () => theBroker().tenantListener,
  }
}
