import { describe, expect, it } from '@jest/globals'
import { dynamoClusterStore } from '../../../adapters/dynamodb/dynamo-cluster-store.ts'
import type { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts'
import { dynamoTenantStore } from '../../../adapters/dynamodb/dynamo-tenant-store.ts'
import { rememberClusters } from '../../../core/cluster/remember-clusters.ts'
import { inParallel } from '../../../core/reconcile/in-parallel.ts'
import { settleWaiting } from '../../../core/reconcile/settle-waiting.ts'
import { aCluster } from '../../contracts/cluster-store-contract.ts'
import { eventually } from '../../contracts/eventually.ts'
import { aDeclaration, aTenant, testClock } from '../../contracts/store-fixtures.ts'
import { seededRandomness } from '../../core/fixtures/seeded-randomness.ts'
import { countedTable, hottest, total } from './counted-table.ts'

const TENANTS = 100
const WRITES_AT_ONCE = 8
/** Few of them are looked at for so many tenants. */
const CLUSTERS = 120

async function manyClusters(table: DynamoTable): Promise<void> {
  const clusters = dynamoClusterStore(table)
  const ids = Array.from({ length: CLUSTERS }, (_, n) => `cl_${n}`)
  await inParallel(ids, WRITES_AT_ONCE, (id) => clusters.save(aCluster(id)))
}

/** What one pass asks of the table for so many waiting tenants. */
async function countedPass(bare: DynamoTable, waiting: number) {
  const clock = testClock()
  const { table, counts } = countedTable(bare)
  const tenants = Array.from({ length: waiting }, () => aTenant({ dueAt: clock.now() }))
  const store = dynamoTenantStore(bare, clock)
  await inParallel(tenants, WRITES_AT_ONCE, (tenant) => store.declare(aDeclaration(tenant)))
  const due = () => store.listDue(null, clock.now(), TENANTS)
  await eventually(async () => expect(await due()).toHaveLength(waiting))
  const clusters = rememberClusters(dynamoClusterStore(table), clock, 10_000)
  await clusters.list()
  counts.commands.clear()
  counts.reads.clear()
  const deps = { tenants: dynamoTenantStore(table, clock), clusters, clock }
  const placed = await settleWaiting({ ...deps, randomness: seededRandomness() })
  const ids = [...placed.values()].flat()
  expect(ids.toSorted()).toEqual(tenants.map(({ id }) => id).toSorted())
  return counts
}

/** What placing costs, whatever number of clusters there is. */
export function describePlacing(open: () => Promise<DynamoTable>): void {
  describe('placing tenants on one of many clusters', () => {
    it('reads and writes few items a tenant, scans nothing and has no item that all write', async () => {
      const table = await open()
      await manyClusters(table)
      const { commands, reads, writes } = await countedPass(table, TENANTS)
      expect([...commands.keys()].toSorted()).toEqual([
        'BatchGetCommand',
        'QueryCommand',
        'TransactWriteCommand',
      ])
      expect(commands.get('QueryCommand')).toBe(1)
      // The index, the tenant, and the clusters and loads of one pass.
      expect(total(reads) / TENANTS).toBeLessThanOrEqual(2.5)
      expect(total(writes) / TENANTS).toBeLessThanOrEqual(1.5)
      expect(hottest(reads)).toEqual(['waiting', TENANTS])
      // A quarter of a check a tenant; it changes nothing.
      expect(hottest(writes)).toEqual(['CLUSTERS', TENANTS / 4])
      const loads = [...writes].filter(([pk]) => pk.startsWith('LOAD#'))
      expect(loads).toHaveLength(TENANTS / 4)
      expect(loads.every(([, count]) => count === 1)).toBe(true)
    }, 600_000)

    it('looks at eight of them for one tenant', async () => {
      const table = await open()
      await manyClusters(table)
      const { reads, writes } = await countedPass(table, 1)
      expect([reads.get('CLUSTERS'), total(reads)]).toEqual([8, 18])
      expect(total(writes)).toBe(3)
    }, 600_000)
  })
}
