import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { jaasConfig, propertyValue } from './java-properties.ts'
import { inComment, tidyPem } from './quote.ts'

/**
 * A client.properties for Kafka's own tools and every Java client. The certificate stands in it as PEM (KIP-651). It names
 * no group: the console consumer refuses to run when a file says one group and `--group` another.
 */
export function propertiesText({ tenant, cluster, secret }: Connection): string {
  const prefix = prefixOf(tenant)
  const properties: readonly (readonly [string, string])[] = [
    ['bootstrap.servers', cluster.bootstrapServers],
    ['security.protocol', 'SASL_SSL'],
    ['sasl.mechanism', 'SCRAM-SHA-512'],
    ['sasl.jaas.config', jaasConfig(secret)],
    ...trust(cluster.caPem),
  ]
  return [
    `# Tenant ${inComment(tenant.name)}: every topic, group and transactional id begins with ${prefix}\n`,
    `# A consumer names its group: --group ${prefix}readers, or group.id=${prefix}readers\n`,
    ...properties.map(([name, value]) => `${name}=${propertyValue(value)}\n`),
  ].join('')
}

function trust(caPem: string | null): readonly (readonly [string, string])[] {
  if (caPem === null) return []
  return [
    ['ssl.truststore.type', 'PEM'],
    ['ssl.truststore.certificates', tidyPem(caPem)],
  ]
}
