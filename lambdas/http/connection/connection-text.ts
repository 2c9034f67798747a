import type { Connection } from './connection.ts'
import { envText } from './env.ts'
import { kafkajsText } from './kafkajs.ts'
import { librdkafkaText } from './librdkafka.ts'
import { propertiesText } from './properties.ts'
import { pythonText } from './python.ts'
import { springText } from './spring.ts'

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
