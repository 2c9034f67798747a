import type { Key } from './keys.ts'

export const FINDINGS_PARTITION = 'FINDINGS'
export const FINDING_PREFIX = 'FINDING#'

/** In front of what was found on one cluster; no cluster's id holds the separator. */
export function findingsPrefix(clusterId: string): string {
  return `${FINDING_PREFIX}${clusterId}#`
}

export function findingKey(clusterId: string, id: string): Key {
  return { pk: FINDINGS_PARTITION, sk: `${findingsPrefix(clusterId)}${id}` }
}

export const RESIDENT_PREFIX = 'RESIDENT#'

export function residentPartition(clusterId: string): string {
  return `CLUSTER#${clusterId}`
}

/** Says that a sweep met the tenant on the cluster. */
export function residentKey(clusterId: string, tenantId: string): Key {
  return { pk: residentPartition(clusterId), sk: `${RESIDENT_PREFIX}${tenantId}` }
}
