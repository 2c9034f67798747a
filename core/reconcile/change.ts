import type {
  AccessBinding,
  AccessFilter,
  NewTopic,
  TopicConfig,
  TopicSize,
} from '../cluster/cluster-ports.ts'
import type { Access, AppliedCredential, QuotaShare } from '../credential/credential.ts'
import type { TopicSpec } from '../topic/topic.ts'

/** What the planner must know of the cluster. */
export interface Cell {
  readonly brokers: number
  readonly replicationFactor: number
}

interface OfTopic {
  readonly topic: string
}

interface OfCredential {
  readonly credentialId: string
  readonly username: string
}

/** One step that brings the cluster nearer to what is desired; every kind is idempotent. */
export type Change =
  | (OfTopic & {
      readonly kind: 'create-topic'
      readonly request: NewTopic
      readonly spec: TopicSpec
    })
  | (OfTopic & { readonly kind: 'grow-topic'; readonly request: TopicSize })
  | (OfTopic & { readonly kind: 'configure-topic'; readonly request: TopicConfig })
  | (OfTopic & { readonly kind: 'delete-topic'; readonly kafkaName: string })
  | (OfCredential & {
      readonly kind: 'revoke-access'
      readonly filter: AccessFilter
      readonly leaves: AppliedCredential['access']
    })
  | (OfCredential & { readonly kind: 'put-user' })
  | (OfCredential & {
      readonly kind: 'grant-access'
      readonly bindings: readonly AccessBinding[]
      readonly gives: Access
    })
  | (OfCredential & { readonly kind: 'set-quota'; readonly quota: QuotaShare | null })
  | (OfCredential & { readonly kind: 'delete-user' })
  | (OfCredential & { readonly kind: 'forget-secret' })
  | (OfCredential & { readonly kind: 'verify-login' })

export type ChangeKind = Change['kind']
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>
