import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { jaasConfig, propertyValue } from './java-properties.ts'
import { inComment, tidyPem } from './quote.ts'

/**
 * An application.properties for Spring Boot with spring-kafka
 * (https://docs.spring.io/spring-boot/appendix/application-properties/index.html).
 */
export function springText({ tenant, cluster, secret }: Connection): string {
  const prefix = prefixOf(tenant)
  const properties: readonly (readonly [string, string])[] = [
    ['bootstrap-servers', cluster.bootstrapServers],
    ['security.protocol', 'SASL_SSL'],
    ['properties.sasl.mechanism', 'SCRAM-SHA-512'],
    ['properties.sasl.jaas.config', jaasConfig(secret)],
    ...trust(cluster.caPem),
    ['consumer.group-id', `${prefix}default`],
  ]
  return [
    `# Tenant ${inComment(tenant.name)}: every topic, group and transactional id begins with ${prefix}\n`,
    ...properties.map(([name, value]) => `spring.kafka.${name}=${springValue(value)}\n`),
  ].join('')
}

function trust(caPem: string | null): readonly (readonly [string, string])[] {
  if (caPem === null) return []
  return [
    ['ssl.trust-store-type', 'PEM'],
    ['ssl.trust-store-certificates', tidyPem(caPem)],
  ]
}

/**
 * Spring replaces `${name:default}` in a value, and since Spring Framework 6.2 a backslash before it would undo that. So
 * every dollar sign and backslash that could begin one becomes the default of a placeholder that nobody sets.
 */
function springValue(text: string): string {
  const inert = text.replaceAll(/[\\$]+(?=\{)/g, (run) => run.replaceAll(/./g, asDefault))
  return propertyValue(inert)
}

function asDefault(character: string): string {
  return `\${headgate.unset:${character}}`
}
