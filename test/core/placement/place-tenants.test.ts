import { describe, expect, it } from '@jest/globals'
import type { Cluster } from '../../../core/cluster/cluster.ts'
import { NO_USE } from '../../../core/placement/cluster-use.ts'
import { placeTenants } from '../../../core/placement/place-tenants.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { CELL } from '../fixtures/world.ts'
import { waiting } from './waiting-tenant.ts'

const cells = (count: number, more: Partial<Cluster> = {}): readonly Cluster[] =>
  Array.from({ length: count }, (_, n) => ({ ...CELL, ...more, id: `cl_${n}` }))

function clustersOf(tenants: readonly Tenant[], clusters: readonly Cluster[]) {
  const { batches, left } = placeTenants(tenants, clusters, [])
  const placed = batches.map(({ cluster, tenants: own }) => [cluster.id, own.length] as const)
  return { placed: Object.fromEntries(placed), left: left.length }
}

describe('A place for a tenant', () => {
  it('is on the cluster that is least used', () => {
    const loads = [{ clusterId: 'cl_0', version: 3, tenants: 1, use: { ...NO_USE, users: 2 } }]
    const { batches } = placeTenants([waiting('basic-0')], cells(2), loads)
    expect(batches.map(({ cluster }) => cluster.id)).toEqual(['cl_1'])
  })

  it.each([
    { state: 'preparing' },
    { state: 'cordoned' },
    { state: 'draining' },
    { unreachableSince: 5 },
    { dedicated: true },
    { measured: { at: 0, partitionReplicas: 0, bytesPerSecond: 800_000_000 } },
  ] as const)('is never on a cluster with %p', (more) => {
    expect(clustersOf([waiting('basic-0')], cells(2, more))).toEqual({ placed: {}, left: 1 })
  })

  it('is on a cluster that is less busy, however few were placed on the other', () => {
    const measured = { at: 0, partitionReplicas: 20_000, bytesPerSecond: 0 }
    const clusters = [
      { ...CELL, measured },
      { ...CELL, id: 'cl_2' },
    ]
    expect(clustersOf([waiting('basic-0')], clusters).placed).toEqual({ cl_2: 1 })
  })

  it('leaves one user in ten for rotations', () => {
    const capacity = { ...CELL.capacity, users: 100 }
    const many = Array.from({ length: 100 }, () => waiting('trial'))
    expect(clustersOf(many, cells(1, { capacity }))).toEqual({ placed: { cl_0: 90 }, left: 10 })
  })

  it('passes over a tenant that is too large and finds room for the smaller ones behind it', () => {
    const capacity = { ...CELL.capacity, users: 10 }
    const tenants = [waiting('basic-2', 12), waiting('basic-0', 4), waiting('basic-0', 4)]
    expect(clustersOf(tenants, cells(1, { capacity }))).toEqual({ placed: { cl_0: 2 }, left: 1 })
  })

  it.each([
    ['partitionReplicas', 24],
    ['bytesPerSecond', 32_000],
    ['accessBindings', 5],
  ] as const)('ends where a cluster has no %s left', (part, each) => {
    const capacity = { ...CELL.capacity, [part]: 3 * each + 1 }
    const many = Array.from({ length: 5 }, () => waiting('basic-0'))
    expect(clustersOf(many, cells(1, { capacity }))).toEqual({ placed: { cl_0: 3 }, left: 2 })
  })
})

describe('A dedicated tenant', () => {
  it('gets an empty cluster that is kept for such ones, alone', () => {
    const clusters = [...cells(1), { ...CELL, id: 'cl_own', dedicated: true }]
    const two = [waiting('standard-0'), waiting('standard-0')]
    expect(clustersOf(two, clusters)).toEqual({ placed: { cl_own: 1 }, left: 1 })
  })

  it('waits while the former tenant of the cluster is not gone', () => {
    const own = { ...CELL, dedicated: true }
    const loads = [{ clusterId: CELL.id, version: 4, tenants: 1, use: NO_USE }]
    expect(placeTenants([waiting('standard-0')], [own], loads).left).toHaveLength(1)
  })
})
