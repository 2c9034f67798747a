import * as z from 'zod'
import { type Clock, DAY_MS } from '../../core/kernel/clock.ts'
import type {
  FindingStore,
  Resident,
  ResidentStore,
} from '../../core/reconcile/drift/drift-ports.ts'
import type { Finding } from '../../core/reconcile/drift/finding.ts'
import { batchPut } from './batch-put.ts'
import { versionBefore } from './conditions.ts'
import { findingSchema } from './drift-records.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { expiringAt, getItem, isLive, itemOf, putItem, type RawItem, readItem } from './items.ts'
import {
  FINDING_PREFIX,
  FINDINGS_PARTITION,
  findingKey,
  findingsPrefix,
  RESIDENT_PREFIX,
  residentKey,
  residentPartition,
} from './drift-keys.ts'
import { queryPage } from './query-page.ts'
import { queryRange } from './query-range.ts'

const REPAIRED_KEPT_MS = 30 * DAY_MS
const GONE_KEPT_MS = 400 * DAY_MS
/** Above every character that an id can hold. */
const END = '~'

const residentSchema: z.ZodType<Resident> = z.strictObject({
  tenantId: z.string(),
  goneAt: z.int().nullable(),
  groups: z.array(z.string()).exactOptional(),
})

export function dynamoFindingStore(table: DynamoTable, clock: Clock): FindingStore {
  const read = (item: RawItem) => readItem(findingSchema, item)
  return {
    /** With those whose time is up: until they are taken away, the next one of their id has to follow their version. */
    async ofCluster(clusterId) {
      const prefix = findingsPrefix(clusterId)
      const range = { partition: FINDINGS_PARTITION, from: prefix, to: `${prefix}${END}` }
      return (await queryRange(table, range)).map(read)
    },

    async get(clusterId, id) {
      const item = await getItem(table, findingKey(clusterId, id))
      return item !== undefined && isLive(item, clock.now()) ? read(item) : undefined
    },

    async list(request) {
      const listing = { partition: FINDINGS_PARTITION, prefix: FINDING_PREFIX } as const
      const page = await queryPage(table, { ...listing, order: 'ascending' }, request)
      return { ...page, items: page.items.filter((item) => isLive(item, clock.now())).map(read) }
    },

    put: (finding) =>
      putItem(table, { Item: findingItem(finding), ...versionBefore(finding.version) }),
  }
}

function findingItem(finding: Finding): RawItem {
  const expiry =
    finding.state === 'repaired' ? expiringAt(finding.repairedAt + REPAIRED_KEPT_MS) : {}
  const key = findingKey(finding.clusterId, finding.id)
  return itemOf(key, finding, { version: finding.version, ...expiry })
}

export function dynamoResidentStore(table: DynamoTable): ResidentStore {
  return {
    async residents(clusterId) {
      const partition = residentPartition(clusterId)
      const range = { partition, from: RESIDENT_PREFIX, to: `${RESIDENT_PREFIX}${END}` }
      const items = await queryRange(table, range)
      return items.map((item) => readItem(residentSchema, item))
    },
    putResidents: (clusterId, residents) =>
      batchPut(
        table,
        residents.map((resident) => residentItem(clusterId, resident)),
      ),
  }
}

function residentItem(clusterId: string, resident: Resident): RawItem {
  const expiry = resident.goneAt === null ? {} : expiringAt(resident.goneAt + GONE_KEPT_MS)
  return itemOf(residentKey(clusterId, resident.tenantId), resident, expiry)
}
