import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection-text.ts'

/**
 * A client.properties for Kafka's own tools and every Java client. The certificate stands in it as PEM (KIP-651), with
 * its line ends escaped as java.util.Properties reads them. The group is one that the tenant may use.
 */
export function propertiesText({ tenant, cluster, secret }: Connection): string {
  const jaas = 'org.apache.kafka.common.security.scram.ScramLoginModule required'
  const lines = [
    `# Tenant ${tenant.name}: every topic, group and transactional id begins with ${prefixOf(tenant)}`,
    `bootstrap.servers=${cluster.bootstrapServers}`,
    'security.protocol=SASL_SSL',
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=${jaas} username="${secret.username}" password="${secret.password}";`,
    ...(cluster.caPem === null
      ? []
      : ['ssl.truststore.type=PEM', `ssl.truststore.certificates=${escaped(cluster.caPem)}`]),
    `group.id=${prefixOf(tenant)}default`,
  ]
  return `${lines.join('\n')}\n`
}

function escaped(pem: string): string {
  return pem.trim().replaceAll('\r', '').replaceAll('\n', '\\n')
}
