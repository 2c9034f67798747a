import { type Acl, type AclFilter, createAclsV3, deleteAclsV3 } from '@platformatic/kafka'
import type { AccessBinding, AccessFilter, ItemResult } from '../../core/cluster/cluster-ports.ts'
import type { AdminRequests } from './admin-requests.ts'
import { chunksOf } from './bounded.ts'
import { NONE } from './error-codes.ts'
import { resultOf } from './errors.ts'

export const RESOURCE = { topic: 2, group: 3, 'transactional-id': 5 } as const
export const PATTERN = { literal: 3, prefixed: 4 } as const
export const OPERATION = { read: 3, write: 4, delete: 6 } as const
export const ANY = 1
export const PERMISSION = { deny: 2, allow: 3 } as const

/** Kafka refuses a request of more than 10,000 ACLs as a whole; in parts of 2,000 none holds the controller for long. */
const BINDINGS_PER_REQUEST = 2_000

/**
 * The controller compares every filter with every ACL of the cluster (AclControlManager.deleteAcls): 1,000 filters on
 * 14,000 ACLs held it for 13 s, and its brokers' heartbeats with it. In parts of 50 it breathes in between.
 */
const FILTERS_PER_REQUEST = 50

export async function grantAccess(
  requests: AdminRequests,
  bindings: readonly AccessBinding[],
): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  for (const chunk of chunksOf(bindings, BINDINGS_PER_REQUEST)) {
    const answer = await requests.ask(createAclsV3.api, chunk.map(aclOf))
    results.push(...answer.results.map(({ errorCode }) => resultOf(errorCode)))
  }
  return results
}

/** Takes permissions away, which also cuts open connections off: their next request is refused. */
export async function revokeAccess(
  requests: AdminRequests,
  filters: readonly AccessFilter[],
): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  for (const chunk of chunksOf(filters, FILTERS_PER_REQUEST)) {
    const answer = await requests.ask(deleteAclsV3.api, chunk.map(aclFilterOf))
    for (const { errorCode, matchingAcls } of answer.filterResults) {
      const failed = matchingAcls.find((acl) => acl.errorCode !== NONE)
      results.push(resultOf(failed?.errorCode ?? errorCode))
    }
  }
  return results
}

function aclOf({ username, resource, pattern, name, operation }: AccessBinding): Acl {
  return {
    principal: principalOf(username),
    host: '*',
    resourceType: RESOURCE[resource],
    resourcePatternType: PATTERN[pattern],
    resourceName: name,
    operation: OPERATION[operation],
    permissionType: PERMISSION.allow,
  }
}

function aclFilterOf({ username, operation }: AccessFilter): AclFilter {
  return {
    principal: principalOf(username),
    host: null,
    resourceType: ANY,
    resourcePatternType: ANY,
    resourceName: null,
    operation: operation === undefined ? ANY : OPERATION[operation],
    permissionType: ANY,
  }
}

function principalOf(username: string): string {
  return `User:${username}`
}

/** Our word for a number of Kafka's; the number itself where we have none. */
export function wordFor(words: Readonly<Record<string, number>>, number: number): string {
  const found = Object.entries(words).find(([, value]) => value === number)
  return found?.[0] ?? String(number)
}
