import { type Change, changeOf, type Fields } from '../audit/change.ts'
import type { Credential } from '../credential/credential.ts'
import { timeText } from '../kernel/clock.ts'
import type { OperationSubject } from '../operation/operation.ts'
import { purgeAtOf, type Tenant } from '../tenant/tenant.ts'
import type { Topic } from '../topic/topic.ts'
import { findTopic } from '../topic/topic-of.ts'

const TENANT_FIELDS: Fields<Tenant> = {
  name: ({ name }) => name,
  plan: ({ plan }) => plan,
  deletionProtection: ({ deletionProtection }) => deletionProtection,
  holds: ({ holds }) => holds.map(({ kind }) => kind),
  purgeAt: (tenant) => {
    const at = purgeAtOf(tenant)
    return at === null ? null : timeText(at)
  },
  topics: ({ topics }) => Object.keys(topics),
  credentials: ({ credentials }) => Object.keys(credentials),
  failed: ({ topics, credentials }) =>
    [...Object.entries(topics), ...Object.entries(credentials)]
      .filter(([, { state }]) => state === 'failed')
      .map(([name]) => name),
}

const TOPIC_FIELDS: Fields<Topic> = {
  partitions: ({ spec }) => spec.partitions,
  retentionMs: ({ spec }) => spec.retentionMs,
  cleanupPolicy: ({ spec }) => spec.cleanupPolicy,
  failed: ({ state }) => (state === 'failed' ? true : null),
}

const CREDENTIAL_FIELDS: Fields<Credential> = {
  role: ({ role }) => role,
  topics: ({ topics }) => topics,
  rotateEveryDays: ({ rotateEveryDays }) => rotateEveryDays ?? null,
  replaces: ({ replaces }) => replaces?.credentialId ?? null,
  graceSeconds: ({ replaces }) => replaces?.graceSeconds ?? null,
}

/** What a declaration changes about its subject. A topic or credential on its way out counts as gone. */
export function declaredChange(
  before: Tenant | undefined,
  after: Tenant,
  subject: OperationSubject,
): Change {
  switch (subject.kind) {
    case 'tenant':
      return changeOf(TENANT_FIELDS, before, after)
    case 'topic':
      return changeOf(TOPIC_FIELDS, topicIn(before, subject.name), topicIn(after, subject.name))
    case 'credential':
      return changeOf(
        CREDENTIAL_FIELDS,
        credentialIn(before, subject.id),
        credentialIn(after, subject.id),
      )
  }
}

function topicIn(tenant: Tenant | undefined, name: string): Topic | undefined {
  const topic = tenant === undefined ? undefined : findTopic(tenant.topics, name)
  return topic?.state === 'deleting' ? undefined : topic
}

function credentialIn(tenant: Tenant | undefined, id: string): Credential | undefined {
  const credential = tenant?.credentials[id]
  return credential?.state === 'revoked' ? undefined : credential
}
