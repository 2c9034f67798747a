import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { propertyValue } from './java-properties.ts'
import { inComment, tidyPem } from './quote.ts'

const HOW_TO_READ = [
  '# In ssl.ca.pem, \\n stands for a line end: put it there before you hand the value to librdkafka.\n',
  '# kcat -F does not. For kcat, save this as librdkafka.conf and make ca.pem and kcat.conf from it:\n',
  `#   printf '%b' "$(sed -n 's/^ssl[.]ca[.]pem=//p' librdkafka.conf)" > ca.pem\n`,
  `#   sed 's/^ssl[.]ca[.]pem=.*/ssl.ca.location=ca.pem/' librdkafka.conf > kcat.conf\n`,
]

/**
 * librdkafka takes names and values from the program that embeds it; there is no reader of files in it. What its users
 * write is `name=value` a line with the escapes of Java's properties. kcat takes no escapes and 511 characters a line
 * (https://github.com/edenhill/kcat/blob/1.7.1/kcat.c, read_conf_file), so a certificate cannot stand in its file.
 */
export function librdkafkaText({ tenant, cluster, secret }: Connection): string {
  const prefix = prefixOf(tenant)
  const properties: readonly (readonly [string, string])[] = [
    ['bootstrap.servers', cluster.bootstrapServers],
    ['security.protocol', 'SASL_SSL'],
    ['sasl.mechanism', 'SCRAM-SHA-512'],
    ['sasl.username', secret.username],
    ['sasl.password', secret.password],
    ...(cluster.caPem === null ? [] : [['ssl.ca.pem', tidyPem(cluster.caPem)] as const]),
    ['group.id', `${prefix}default`],
  ]
  return [
    `# Tenant ${inComment(tenant.name)}: every topic, group and transactional id begins with ${prefix}\n`,
    ...(cluster.caPem === null ? [] : HOW_TO_READ),
    ...properties.map(([name, value]) => `${name}=${propertyValue(value)}\n`),
  ].join('')
}
