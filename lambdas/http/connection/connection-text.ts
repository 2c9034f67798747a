import type { Cluster } from '../../../core/cluster/cluster.ts'
import type { Secret } from '../../../core/credential/credential-ports.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { envText } from './env.ts'
import { kafkajsText } from './kafkajs.ts'
import { librdkafkaText } from './librdkafka.ts'
import { propertiesText } from './properties.ts'
import { pythonText } from './python.ts'
import { springText } from './spring.ts'

/** All that a client needs to know. */
export interface Connection {
  readonly tenant: Pick<Tenant, 'id' | 'name'>
  readonly cluster: Pick<Cluster, 'bootstrapServers' | 'caPem'>
  readonly secret: Secret
}

const WRITERS = {
  properties: propertiesText,
  env: envText,
  librdkafka: librdkafkaText,
  kafkajs: kafkajsText,
  python: pythonText,
  spring: springText,
} as const

export type ConnectionFormat = keyof typeof WRITERS

export const CONNECTION_FORMATS = Object.keys(WRITERS) as [ConnectionFormat, ...ConnectionFormat[]]

/** A configuration that works as it is printed, in the given format. */
export function connectionText(format: ConnectionFormat, connection: Connection): string {
  return WRITERS[format](connection)
}
