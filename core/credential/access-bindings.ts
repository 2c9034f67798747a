import type { AccessBinding } from '../cluster/cluster-ports.ts'
import { type Access, type Credential, type CredentialRole, usernameOf } from './credential.ts'

type Permission = Pick<AccessBinding, 'resource' | 'operation'>

/**
 * The least that each role needs. READ and WRITE imply DESCRIBE in Kafka's authorizer; an idempotent producer needs no
 * more. DELETE on a group lets its owner take it away, offsets and all. CREATE, ALTER and ALTER_CONFIGS are never
 * granted: with them a tenant could leave its plan.
 */
const NEEDED: Readonly<Record<CredentialRole, readonly Permission[]>> = {
  readwrite: [
    { resource: 'topic', operation: 'read' },
    { resource: 'topic', operation: 'write' },
    { resource: 'group', operation: 'read' },
    { resource: 'group', operation: 'delete' },
    { resource: 'transactional-id', operation: 'write' },
  ],
  produce: [
    { resource: 'topic', operation: 'write' },
    { resource: 'transactional-id', operation: 'write' },
  ],
  consume: [
    { resource: 'topic', operation: 'read' },
    { resource: 'group', operation: 'read' },
    { resource: 'group', operation: 'delete' },
  ],
}

/** Every permission that the credential has on the cluster under that access; none reaches beyond the tenant's prefix. */
export function accessBindings(
  tenantId: string,
  credential: Pick<Credential, 'role' | 'topics' | 'number'>,
  access: Access,
): readonly AccessBinding[] {
  const username = usernameOf(tenantId, credential)
  return NEEDED[credential.role]
    .filter(
      ({ operation }) => access === 'full' || (access === 'read-only' && operation !== 'write'),
    )
    .flatMap(({ resource, operation }) =>
      namesFor(resource, credential.topics).map(({ pattern, name }) => ({
        username,
        resource,
        operation,
        pattern,
        name: `${tenantId}.${name}`,
      })),
    )
}

/** Topic patterns narrow topics only: groups and transactional ids are the application's own. */
function namesFor(
  resource: AccessBinding['resource'],
  topics: readonly string[],
): readonly Pick<AccessBinding, 'pattern' | 'name'>[] {
  if (resource !== 'topic' || topics.length === 0) return [{ pattern: 'prefixed', name: '' }]
  return topics.map((topic) =>
    topic.endsWith('*')
      ? { pattern: 'prefixed', name: topic.slice(0, -1) }
      : { pattern: 'literal', name: topic },
  )
}
