import { addUse, isSameUse, NO_USE } from '../../core/placement/cluster-use.ts'
import { useOf } from '../../core/placement/tenant-use.ts'
import type { PlacementWorld } from './world.ts'

const PARTS = ['users', 'partitionReplicas', 'bytesPerSecond', 'accessBindings'] as const

export interface Judgement {
  readonly tenants: number
  /** Parts of cells in which more is used than there is. */
  readonly limitsBroken: number
  /** Cells whose load is not the sum of its tenants. */
  readonly loadsWrong: number
  /** How much fuller the fullest cell is than the mean, by the part that is scarcest everywhere; in percent. */
  readonly imbalancePercent: number
  readonly fullPercent: number
  readonly tenantsACell: { readonly least: number; readonly most: number }
}

/** What the cells hold, added up from the tenants themselves and not from what anybody counted on the way. */
export async function judge({ database, clusters, tenants }: PlacementWorld): Promise<Judgement> {
  const cells = new Map(
    (await clusters.list()).map(({ id, capacity }) => [id, { capacity, use: NO_USE, tenants: 0 }]),
  )
  for (const tenant of database.tenants.values()) {
    const cell = cells.get(tenant.clusterId ?? '')
    if (cell === undefined) continue
    cell.use = addUse(cell.use, useOf(tenant, 3))
    cell.tenants += 1
  }
  const all = [...cells.values()]
  const loads = await tenants.loads([...cells.keys()])
  const parts = all.map(({ use, capacity }) => PARTS.map((part) => use[part] / capacity[part]))
  const scarcest = scarcestOf(parts)
  const used = parts.map((each) => each[scarcest] ?? 0)
  const mean = used.reduce((sum, each) => sum + each, 0) / used.length
  const counts = all.map((cell) => cell.tenants)
  return {
    tenants: counts.reduce((sum, each) => sum + each, 0),
    limitsBroken: parts.flat().filter((part) => part > 1).length,
    loadsWrong: loads.filter(
      (load) => !isSameUse(load.use, cells.get(load.clusterId)?.use ?? NO_USE),
    ).length,
    imbalancePercent: mean === 0 ? 0 : rounded((Math.max(...used) / mean - 1) * 100),
    fullPercent: rounded(mean * 100),
    tenantsACell: { least: Math.min(...counts), most: Math.max(...counts) },
  }
}

/** The same by the loads as they are counted, which is quick. */
export async function limitsBrokenNow({ clusters, tenants }: PlacementWorld): Promise<number> {
  const capacities = new Map((await clusters.list()).map(({ id, capacity }) => [id, capacity]))
  const loads = await tenants.loads([...capacities.keys()])
  const parts = loads.flatMap(({ clusterId, use }) =>
    PARTS.map((part) => use[part] / (capacities.get(clusterId)?.[part] ?? 0)),
  )
  return parts.filter((part) => part > 1).length
}

function scarcestOf(parts: readonly (readonly number[])[]): number {
  const sums = PARTS.map((_, n) => parts.reduce((sum, each) => sum + (each[n] ?? 0), 0))
  return sums.indexOf(Math.max(...sums))
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
