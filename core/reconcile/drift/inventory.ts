import type { QuotaShare } from '../../credential/credential.ts'

/** One permission, exactly as the cluster has it: in our words where there is one, in Kafka's number where there is none. */
export interface FoundAccess {
  /** `User:<name>`. */
  readonly principal: string
  readonly host: string
  readonly permission: string
  readonly resource: string
  readonly pattern: string
  readonly name: string
  readonly operation: string
}

/** The quotas of one user, or of one user and client id. */
export interface FoundQuota {
  readonly username: string
  /** Null: for the user, whatever the client calls itself. An `id` of null is Kafka's default client. */
  readonly client: { readonly id: string | null } | null
  /** 0 for what is not set. */
  readonly quota: QuotaShare
  /** Kafka's names of all that is set, and of those among them that Headgate never sets. */
  readonly keys: readonly string[]
  readonly others: readonly string[]
}

export interface FoundTopic {
  readonly kafkaName: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly retentionMs: number
  readonly cleanupPolicy: string
  /** Kafka's names of settings that were set on this topic and that Headgate never sets. */
  readonly otherSettings: readonly string[]
}

/** All that stands on a cluster, whoever it belongs to; Kafka's own topics are left out. */
export interface Inventory {
  readonly topics: readonly FoundTopic[]
  readonly users: readonly string[]
  readonly access: readonly FoundAccess[]
  readonly quotas: readonly FoundQuota[]
}

/** Who it is for, without Kafka's word for the kind of principal. */
export function usernameIn({ principal }: FoundAccess): string {
  return principal.replace(/^User:/, '')
}

/** A permission in words; equal for equal permissions only. */
export function accessText(access: FoundAccess): string {
  const { principal, host, permission, resource, pattern, name, operation } = access
  const named = pattern === 'prefixed' ? `${name}*` : name
  const kind = ['literal', 'prefixed'].includes(pattern) ? '' : ` (pattern ${pattern})`
  return `${principal} ${permission} ${operation} ${resource} ${named}${kind} from ${host}`
}

/** A quota's owner in words. */
export function quotaText({ username, client }: Pick<FoundQuota, 'username' | 'client'>): string {
  return client === null ? username : `${username}, client ${client.id ?? '(any other)'}`
}
