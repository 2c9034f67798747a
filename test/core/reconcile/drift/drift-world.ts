import { memoryAuditStore } from '../../../../adapters/memory/memory-audit-store.ts'
import { memoryClusterCaretaker } from '../../../../adapters/memory/memory-cluster-caretaker.ts'
import type { MemoryGroup } from '../../../../adapters/memory/memory-tenant-sessions.ts'
import {
  memoryFindingStore,
  memoryResidentStore,
} from '../../../../adapters/memory/memory-drift-stores.ts'
import { MINUTE_MS, SECOND_MS } from '../../../../core/kernel/clock.ts'
import { ServiceError } from '../../../../core/kernel/service-error.ts'
import { type SweepDeps, sweepCell } from '../../../../core/reconcile/drift/sweep-cell.ts'
import { letTimePass } from '../../fixtures/schedule.ts'
import { CELL, coreWorld, type World } from '../../fixtures/world.ts'

export interface DriftWorld extends World {
  readonly sweeping: SweepDeps & Pick<World, 'clusters'>
  /** Of topics that hold any. */
  readonly bytes: Map<string, number>
  /** Consumer groups, by full name. */
  readonly groups: Map<string, Pick<MemoryGroup, 'members'>>
  /** Whether the brokers let in whoever has no permissions. */
  open: boolean
  /** Whether anybody can try that now. */
  brokersAnswer: boolean
  /** What happens between the two looks of the next sweep. */
  between: () => Promise<void>
}

export async function driftWorld(): Promise<DriftWorld> {
  const world = await coreWorld()
  const bytes = new Map<string, number>()
  const groups: DriftWorld['groups'] = new Map()
  const caretaker = memoryClusterCaretaker(world.kafka, bytes, groups)
  const made: DriftWorld = {
    ...world,
    bytes,
    groups,
    open: false,
    brokersAnswer: true,
    between: async () => {},
    sweeping: {
      ...world,
      caretakers: { of: async () => caretaker },
      gates: { of: async () => ({ refuses: async () => refuses(made) }) },
      canaries: world.secrets,
      findings: memoryFindingStore(),
      residents: memoryResidentStore(),
      audit: memoryAuditStore(world.database),
      pause: async () => await made.between(),
    },
  }
  return made
}

/** One sweep, and the settling that comes of it. */
export async function sweepOnce(world: DriftWorld) {
  const report = await sweepCell(world.sweeping, CELL.id)
  await letTimePass(world, SECOND_MS)
  return report
}

/** A minute later, as the schedule would. */
export async function sweepLater(world: DriftWorld) {
  await letTimePass(world, MINUTE_MS)
  return await sweepOnce(world)
}

/** Findings by kind, resource and state, as an operator would read them. */
export async function findingsOf({ sweeping }: DriftWorld): Promise<readonly string[]> {
  const all = await sweeping.findings.ofCluster(CELL.id)
  return all.map(({ kind, resource, state }) => `${kind} ${resource} ${state}`).sort()
}

async function refuses({ brokersAnswer, open }: DriftWorld): Promise<boolean> {
  if (!brokersAnswer) throw new ServiceError('unavailable', 'No answer.')
  return !open
}
