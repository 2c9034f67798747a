import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { shellWord, tidyPem } from './quote.ts'

/**
 * Variables for a shell or a .env file. KAFKA_URL, KAFKA_TRUSTED_CERT and KAFKA_PREFIX are Heroku's names for the same
 * things (https://devcenter.heroku.com/articles/kafka-on-heroku); a password takes the place of its client certificate.
 */
export function envText({ tenant, cluster, secret }: Connection): string {
  const url = cluster.bootstrapServers
    .split(',')
    .map((server) => `kafka+ssl://${server}`)
    .join(',')
  const variables: readonly (readonly [string, string])[] = [
    ['KAFKA_URL', url],
    ['KAFKA_PREFIX', prefixOf(tenant)],
    ['KAFKA_BOOTSTRAP_SERVERS', cluster.bootstrapServers],
    ['KAFKA_SECURITY_PROTOCOL', 'SASL_SSL'],
    ['KAFKA_SASL_MECHANISM', 'SCRAM-SHA-512'],
    ['KAFKA_USERNAME', secret.username],
    ['KAFKA_PASSWORD', secret.password],
    ...(cluster.caPem === null
      ? []
      : [['KAFKA_TRUSTED_CERT', tidyPem(cluster.caPem).trimEnd()] as const]),
  ]
  return variables.map(([name, value]) => `${name}=${shellWord(value)}\n`).join('')
}
