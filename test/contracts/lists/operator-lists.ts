import { randomBytes, randomInt } from 'node:crypto'
import { newCluster } from '../../../core/cluster/new-cluster.ts'
import { newId } from '../../../core/kernel/ids.ts'
import { findingId, type FindingState } from '../../../core/reconcile/drift/finding.ts'
import { CELL } from '../../core/fixtures/world.ts'
import { OPERATOR_TOKEN } from '../../lambdas/parts.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { aDeclaration, anEvent, aSettlement, aTenant, next } from '../store-fixtures.ts'
import {
  by,
  type Lists,
  type ListUnderTest,
  type ListWorld,
  newestFirst,
} from './list-under-test.ts'

const MANY = 10_000
const token = OPERATOR_TOKEN
const randomness = { bytes: (count: number) => randomBytes(count) }
const event = () => anEvent({ accountId: 'operator' })

export const operatorLists: Lists = {
  listOperators: ({ stores: { operators } }) => ({
    path: '/operator/operators',
    token,
    ...by('id'),
    async add() {
      const id = newId('opr', randomness)
      await operators.add({ id, name: id, createdBy: 'bootstrap', createdAt: 7 }, event(), MANY)
      return id
    },
    // The last one stays, whoever asks.
    remove: (id) => operators.remove(id, event()),
  }),

  listOperatorEvents: ({ stores: { audit } }) => ({
    path: '/operator/audit-events',
    token,
    ...newestFirst('at'),
    async add() {
      const added = anEvent({ accountId: 'operator', at: Date.now() - randomInt(86_400_000) })
      await audit.append(added)
      return added.id
    },
  }),

  listClusters: ({ stores: { clusters } }) => ({
    path: '/operator/clusters',
    token,
    ...by('id'),
    async add() {
      const id = newId('cl', randomness)
      await clusters.save(newCluster({ ...CELL, id, name: id }))
      return id
    },
    async remove(id) {
      const cluster = await clusters.get(id)
      if (cluster !== undefined) await clusters.remove(cluster, { auditEvent: event() })
    },
  }),

  listFindings: (world) => findings(world, {}),
  listOperatedTenants: (world) => residents(world, {}),
}

/** Of one cluster among others, findings also of one state. */
export const filteredOperatorLists: readonly Lists[] = [
  { listOperatedTenants: (world) => residents(world, { clusterId: 'cl_one' }) },
  { listFindings: (world) => findings(world, { state: 'open' }) },
  { listFindings: (world) => findings(world, { clusterId: 'cl_one' }) },
]

function findings(
  { stores: { findings: store } }: ListWorld,
  query: { readonly state?: FindingState; readonly clusterId?: string },
): ListUnderTest {
  const add = async (clusterId: string, mended: boolean) => {
    const what = { clusterId, kind: 'topic_lost', resource: `t.${randomInt(1e9)}` } as const
    const id = findingId(what.clusterId, what.kind, what.resource)
    const seen = { detail: 'It is gone.', remedy: 'report', firstSeenAt: 7, lastSeenAt: 7 } as const
    const finding = { ...what, ...seen, id, tenantId: 'abcdefghijkl', version: 1 }
    await store.put(
      mended
        ? { ...finding, state: 'repaired', repairedAt: Date.now() }
        : { ...finding, state: 'open' },
    )
    return `${clusterId}#${id}`
  }
  return {
    path: '/operator/findings',
    token,
    query,
    others: [{ state: 'silenced' }, { clusterId: 'cl_another' }, { clusterId: 'cl_nosuch' }],
    keyOf: ({ clusterId, id }) => `${clusterId}#${id}`,
    order: { by: ({ clusterId, id }) => `${clusterId}#${id}` },
    async add() {
      const among = Object.keys(query).length > 0 ? ['cl_another', 'cl_other'] : []
      for (const other of among) await add(other, true)
      return await add('cl_one', false)
    },
  }
}

/** The last of them is beyond what one page looks at. */
const HOMES = ['cl_one', 'cl_one-2', 'cl_zzz']

async function residents(
  { stores: { clusters, residents: roll, tenants } }: ListWorld,
  query: { readonly clusterId?: string },
): Promise<ListUnderTest> {
  // More than one page looks at, most of them empty.
  const empty = Array.from({ length: 15 }, (_, n) => [`cl_none${n}`, `cl_zz${n}`]).flat()
  for (const id of [...empty, ...HOMES]) await clusters.save(newCluster({ ...CELL, id, name: id }))
  const byId = new Map<string, Tenant>()
  let added = 0
  const add = async (clusterId: string) => {
    const tenant = aTenant({ clusterId })
    await tenants.declare(aDeclaration(tenant))
    await roll.putResidents(clusterId, [{ tenantId: tenant.id, goneAt: null }])
    byId.set(tenant.id, tenant)
    return tenant.id
  }
  return {
    path: '/operator/tenants',
    token,
    query,
    others: [{ clusterId: 'cl_zzz' }, { clusterId: 'cl_nosuch' }],
    keyOf: ({ id }) => String(id),
    order: { by: ({ clusterId, id }) => `${clusterId}#${id}` },
    async add() {
      if (query.clusterId !== undefined)
        for (const other of ['cl_one-2', 'cl_zzz']) await add(other)
      added += 1
      return await add(query.clusterId ?? HOMES[added % HOMES.length] ?? '')
    },
    async remove(id) {
      const tenant = byId.get(id)
      if (tenant !== undefined)
        await tenants.settle(aSettlement(next(tenant, { deletedAt: Date.now() })))
    },
  }
}
