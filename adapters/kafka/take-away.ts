import {
  type AclFilter,
  alterClientQuotasV1,
  type ClientQuotaKey,
  deleteAclsV3,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka'
import type { ItemResult } from '../../core/cluster/cluster-ports.ts'
import type { QuotaRemoval, SettingsRemoval } from '../../core/reconcile/drift/difference.ts'
import type { FoundAccess } from '../../core/reconcile/drift/inventory.ts'
import { OPERATION, PATTERN, PERMISSION, RESOURCE } from './access.ts'
import type { AdminRequests } from './admin-requests.ts'
import { chunksOf } from './bounded.ts'
import { NONE, UNKNOWN_TOPIC_OR_PARTITION } from './error-codes.ts'
import { resultOf, resultsInOrder } from './errors.ts'

/** See `revokeAccess`: the controller compares every filter with every ACL. */
const FILTERS_PER_REQUEST = 50
const TOPIC_RESOURCE = 2
const DELETE = 1

/** Exactly these permissions; one that is gone counts as done. */
export async function takeAccess(
  requests: AdminRequests,
  access: readonly FoundAccess[],
): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  for (const chunk of chunksOf(access, FILTERS_PER_REQUEST)) {
    const answer = await requests.ask(deleteAclsV3.api, chunk.map(exactly))
    for (const { errorCode, matchingAcls } of answer.filterResults) {
      const failed = matchingAcls.find((acl) => acl.errorCode !== NONE)
      results.push(resultOf(failed?.errorCode ?? errorCode))
    }
  }
  return results
}

function exactly(access: FoundAccess): AclFilter {
  const { principal, host, permission, resource, pattern, name, operation } = access
  return {
    principal,
    host,
    resourceName: name,
    resourceType: numberFor(RESOURCE, resource),
    resourcePatternType: numberFor(PATTERN, pattern),
    operation: numberFor(OPERATION, operation),
    permissionType: numberFor(PERMISSION, permission),
  } as AclFilter
}

/** The other way round than `wordFor`. */
function numberFor(words: Readonly<Record<string, number>>, word: string): number {
  return words[word] ?? Number(word)
}

/** Quotas that are gone count as done. */
export async function takeQuotas(
  requests: AdminRequests,
  removals: readonly QuotaRemoval[],
): Promise<ItemResult[]> {
  const entries = removals.map(({ username, client, keys }) => ({
    entities: [
      { entityType: 'user' as const, entityName: username },
      ...(client === null ? [] : [{ entityType: 'client-id' as const, entityName: client.id }]),
    ],
    // Kafka's own names, as it said them itself.
    ops: keys.map((key) => ({ key: key as ClientQuotaKey, remove: true }) as const),
  }))
  const answer = await requests.ask(alterClientQuotasV1.api, entries, false)
  const codes = new Map(
    answer.entries.map(({ entity, errorCode }) => [ownerKey(entity), errorCode]),
  )
  return resultsInOrder(
    entries.map(({ entities }) => ownerKey(entities)),
    codes,
  )
}

/** Brokers name the parts of an owner in an order of their own. */
function ownerKey(
  entity: readonly {
    readonly entityType: string
    readonly entityName?: string | null | undefined
  }[],
): string {
  const parts = entity.map(({ entityType, entityName }) =>
    JSON.stringify([entityType, entityName ?? null]),
  )
  return parts.toSorted().join()
}

/** The settings fall back to the cluster's; a topic that is gone counts as done. */
export async function resetSettings(
  requests: AdminRequests,
  removals: readonly SettingsRemoval[],
): Promise<ItemResult[]> {
  const wanted = removals.map(({ kafkaName, settings }) => ({
    resourceType: TOPIC_RESOURCE,
    resourceName: kafkaName,
    configs: settings.map((name) => ({ name, configOperation: DELETE }) as const),
  })) satisfies Parameters<typeof incrementalAlterConfigsV1.createRequest>[0]
  const answer = await requests.ask(incrementalAlterConfigsV1.api, wanted, false)
  const codes = new Map(answer.responses.map((each) => [each.resourceName, each.errorCode]))
  return resultsInOrder(
    removals.map(({ kafkaName }) => kafkaName),
    codes,
    [UNKNOWN_TOPIC_OR_PARTITION],
  )
}
