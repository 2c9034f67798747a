import { Kafka, logLevel } from 'kafkajs'
import type { RawParty } from './read-client-properties.ts'

/** An application of that tenant's, which begins at the first of its servers. */
export function clientOf({ address: { host, port, caPem }, login }: RawParty): Kafka {
  return new Kafka({
    brokers: [`${host}:${port}`],
    ssl: caPem === undefined ? true : { ca: [caPem] },
    sasl: { mechanism: 'scram-sha-512', ...login },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 30_000,
  })
}
