import type { Key } from './keys.ts'

export const CHUNK_PREFIX = 'CHUNK#'

/** Text that sorts as the numbers do. */
function padded(value: number): string {
  return String(value).padStart(15, '0')
}

export function meterPartition(clusterId: string): string {
  return `METER#${clusterId}`
}

/** A chunk bears the name of its first tenant, so that the table keeps them in order. */
export function chunkKey({
  clusterId,
  low,
}: {
  readonly clusterId: string
  readonly low: string
}): Key {
  return { pk: meterPartition(clusterId), sk: `${CHUNK_PREFIX}${low}` }
}

/** What the chunk's numbers are of. */
export function namesKey({
  clusterId,
  low,
}: {
  readonly clusterId: string
  readonly low: string
}): Key {
  return { pk: meterPartition(clusterId), sk: `NAMES#${low}` }
}

export function rolledUntilKey(clusterId: string): Key {
  return { pk: meterPartition(clusterId), sk: 'ROLLED' }
}

export function totalsKey(clusterId: string): Key {
  return { pk: meterPartition(clusterId), sk: 'TOTALS' }
}

export function entryPartition(clusterId: string, low: string): string {
  return `MINUTES#${clusterId}#${low}`
}

/** By time; the version tells apart what several passes of one minute proved. */
export function entryKey(entry: {
  readonly clusterId: string
  readonly low: string
  readonly windowStart: number
  readonly version: number
}): Key {
  const { clusterId, low, windowStart, version } = entry
  return {
    pk: entryPartition(clusterId, low),
    sk: `${minuteBound(windowStart)}#${padded(version)}`,
  }
}

/** What every key of that minute and of later ones sorts after. */
export function minuteBound(windowStart: number): string {
  return padded(windowStart)
}

/** In the tenant's partition, beside what the customer reads with it. */
export function windowKey(window: {
  readonly tenantId: string
  readonly resolution: 'hour' | 'day'
  readonly windowStart: number
}): Key {
  const { tenantId, resolution, windowStart } = window
  return { pk: `TENANT#${tenantId}`, sk: `USAGE#${resolution}#${padded(windowStart)}` }
}
