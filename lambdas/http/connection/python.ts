import { prefixOf } from '../../../core/tenant/tenant.ts'
import type { Connection } from './connection.ts'
import { inComment, literal, tidyPem } from './quote.ts'

/**
 * A module for confluent-kafka (https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/), whose
 * `config` goes to a Producer, Consumer or AdminClient. Run by itself it lists the tenant's topics.
 */
export function pythonText({ tenant, cluster, secret }: Connection): string {
  const { bootstrapServers, caPem } = cluster
  const ca = caPem === null ? '' : `    "ssl.ca.pem": ${literal(tidyPem(caPem))},\n`
  return `# Tenant ${inComment(tenant.name)}. Save it as headgate.py, after: pip install "confluent-kafka>=2.16"

# Every topic, group and transactional id begins with it.
prefix = ${literal(prefixOf(tenant))}

config = {
    "bootstrap.servers": ${literal(bootstrapServers)},
    "security.protocol": "SASL_SSL",
    "sasl.mechanism": "SCRAM-SHA-512",
    "sasl.username": ${literal(secret.username)},
    "sasl.password": ${literal(secret.password)},
${ca}}

# A Consumer needs a group too.
consumer_config = {**config, "group.id": prefix + "default"}

if __name__ == "__main__":
    from confluent_kafka.admin import AdminClient

    for topic in sorted(AdminClient(config).list_topics(timeout=20).topics):
        print(topic)
`
}
