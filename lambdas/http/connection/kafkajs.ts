import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { inComment, literal, tidyPem } from './quote.ts'

/** An ES module that exports a client of kafkajs (https://kafka.js.org/docs/configuration) and the prefix. */
export function kafkajsText({ tenant, cluster, secret }: Connection): string {
  const { bootstrapServers, caPem } = cluster
  const brokers = bootstrapServers.split(',').map(literal).join(', ')
  const ssl = caPem === null ? 'true' : `{ ca: [${literal(tidyPem(caPem))}] }`
  return `// Tenant ${inComment(tenant.name)}. Save it as headgate.mjs, after: npm install kafkajs
import { Kafka } from 'kafkajs'

/** Every topic, group and transactional id begins with it. */
export const prefix = ${literal(prefixOf(tenant))}

export const kafka = new Kafka({
  brokers: [${brokers}],
  ssl: ${ssl},
  sasl: {
    mechanism: 'scram-sha-512',
    username: ${literal(secret.username)},
    password: ${literal(secret.password)},
  },
})
`
}
