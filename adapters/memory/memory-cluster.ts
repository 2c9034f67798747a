import type { AccessBinding, NewTopic } from '../../core/cluster/cluster-ports.ts'
import type { QuotaShare } from '../../core/credential/credential.ts'

/** A Kafka cluster as far as an administrator can tell, in plain maps that a test may read and change. */
export class MemoryCluster {
  /** By name, prefix included. */
  readonly topics = new Map<string, NewTopic>()
  /** User name to password. */
  readonly users = new Map<string, string>()
  /** By `accessKey`. */
  readonly access = new Map<string, AccessBinding>()
  readonly quotas = new Map<string, QuotaShare>()
  /** Users that exist and that the brokers do not let in yet. */
  readonly notLetInYet = new Set<string>()
  /** How many brokers there are: the most copies that a topic can have. */
  brokers = 1
  /** True: nobody answers. */
  down = false
}

/** Equal for equal bindings. */
export function accessKey(binding: AccessBinding): string {
  const { username, resource, pattern, name, operation } = binding
  return JSON.stringify({ username, resource, pattern, name, operation })
}
