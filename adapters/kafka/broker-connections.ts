import {
  AdminConnection,
  type AdminConnectionOptions,
  type BrokerAddress,
} from './admin-connection.ts'
import type { AdminRequests } from './admin-requests.ts'

/** One connection to each broker, for what only that broker knows. */
export interface BrokerConnections {
  to(broker: BrokerAddress): AdminRequests
  /** Hangs up at brokers that are not among these any more. */
  keepOnly(brokers: readonly BrokerAddress[]): Promise<void>
  close(): Promise<void>
}

export function createBrokerConnections(
  options: Omit<AdminConnectionOptions, 'bootstrapServers'>,
): BrokerConnections {
  const opened = new Map<string, AdminConnection>()

  function to(broker: BrokerAddress): AdminRequests {
    const bootstrapServers = addressOf(broker)
    const known = opened.get(bootstrapServers)
    if (known !== undefined) return known
    const connection = new AdminConnection({ ...options, bootstrapServers })
    opened.set(bootstrapServers, connection)
    return connection
  }

  async function keepOnly(brokers: readonly BrokerAddress[]): Promise<void> {
    const kept = new Set(brokers.map(addressOf))
    const gone = [...opened].filter(([address]) => !kept.has(address))
    for (const [address] of gone) opened.delete(address)
    await Promise.all(gone.map(([, connection]) => connection.close()))
  }

  return { to, keepOnly, close: () => keepOnly([]) }
}

function addressOf({ host, port }: BrokerAddress): string {
  return `${host}:${port}`
}
