import { type API, type Connection, ResponseError } from '@platformatic/kafka'
import type { UserSecret } from '../../core/cluster/cluster-ports.ts'
import { type BrokerAddress, discard } from './admin-connection.ts'
import { connectionAs, type LogInMeans } from './log-in.ts'

/** Requests of one user to named brokers, for what the library's own clients do not ask. */
export interface BrokerRequests {
  ask<Args extends unknown[], Answer>(
    broker: BrokerAddress,
    api: API<Args, Answer>,
    ...args: Args
  ): Promise<Answer>
  close(): Promise<void>
}

/** One connection a broker, opened when first asked. */
export function brokerRequests(user: UserSecret, means: LogInMeans): BrokerRequests {
  const opened = new Map<string, Promise<Connection>>()
  const open = async ({ host, port }: BrokerAddress): Promise<Connection> => {
    const connection = connectionAs(user, means)
    try {
      await connection.connect(host, port)
      return connection
    } catch (error) {
      await discard(connection)
      throw error
    }
  }
  return {
    async ask(broker, api, ...args) {
      const name = `${broker.host}:${broker.port}`
      const connection = opened.get(name) ?? open(broker)
      opened.set(name, connection)
      try {
        return await api.async(await connection, ...args)
      } catch (error) {
        // The library throws on the first bad item; the answer it parsed is there all the same.
        if (error instanceof ResponseError) return error.response
        throw error
      }
    },
    async close() {
      const settled = await Promise.allSettled(opened.values())
      const there = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      await Promise.all(there.map(discard))
    },
  }
}
