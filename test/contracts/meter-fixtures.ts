import type { MeterChunk, TenantMeter } from '../../core/usage/meter-chunk.ts'
import type { CellTotals } from '../../core/usage/cell-totals.ts'
import type { UsageEntry, WindowUsage } from '../../core/usage/usage-entry.ts'

export const CELL = 'cl_1'
export const HOUR = Date.UTC(2026, 4, 12, 12)

function aTenantMeter(more: Partial<TenantMeter> = {}): TenantMeter {
  return {
    tenantId: 'aaaaaaaaaaaa',
    standing: { chargedUntil: HOUR, bytes: 107_000, bytesSeenAt: HOUR - 1, partitions: 3 },
    topics: [
      {
        name: 'orders',
        topicIds: 'q1w2e3r4 a9s8d7f6',
        leaderChanges: 7,
        closed: true,
        goneSince: HOUR,
        counters: [
          { brokerId: '1', counter: 'in', missed: false },
          { brokerId: '2', counter: 'out', missed: true },
        ],
      },
      {
        name: 'unused',
        topicIds: 'z1x2c3v4',
        leaderChanges: null,
        closed: false,
        goneSince: null,
        counters: [],
      },
    ],
    values: Float64Array.of(107_000, 2 ** 53 - 1),
    ...more,
  }
}

export function aChunk(more: Partial<MeterChunk> = {}): MeterChunk {
  return {
    clusterId: CELL,
    low: '',
    version: 1,
    lineage: [],
    since: HOUR - 5,
    brokers: [
      { brokerId: '1', startedAt: HOUR - 9, at: HOUR },
      { brokerId: '2', startedAt: null, at: HOUR - 60_000 },
    ],
    tenants: [
      aTenantMeter(),
      aTenantMeter({
        tenantId: 'bbbbbbbbbbbb',
        standing: { chargedUntil: 1, bytes: null, bytesSeenAt: 1, partitions: 0 },
        topics: [],
        values: new Float64Array(),
      }),
    ],
    ...more,
  }
}

const USED = {
  quantities: {
    bytes_in: 1n,
    bytes_out: 0n,
    storage_byte_hours: 10n ** 20n,
    partition_hours: 180n,
  },
  incomplete: ['bytes_in'],
} as const

export function anEntry(more: Partial<UsageEntry> = {}): UsageEntry {
  const tenants = [{ tenantId: 'aaaaaaaaaaaa', ...USED }]
  return { clusterId: CELL, low: '', version: 1, windowStart: HOUR, tenants, ...more }
}

export function aWindow(more: Partial<WindowUsage> = {}): WindowUsage {
  return {
    tenantId: 'aaaaaaaaaaaa',
    resolution: 'hour',
    windowStart: HOUR,
    ...USED,
    ...more,
  }
}

export function theTotals(version: number): CellTotals {
  return {
    clusterId: CELL,
    version,
    since: HOUR,
    brokers: [{ brokerId: '1', startedAt: null, at: HOUR, in: 7, out: 2 ** 53 - 1 }],
    months: [{ month: '2026-05', in: 10n ** 20n, out: 0n }],
  }
}

/** As many as a chunk holds, with the longest names and three brokers that each count. */
export function aFullChunk(tenants: number, topics: number): MeterChunk {
  const counters = ['1', '2', '3'].flatMap((brokerId) =>
    (['in', 'out'] as const).map((counter) => ({ brokerId, counter, missed: false })),
  )
  return aChunk({
    brokers: ['1', '2', '3'].map((brokerId) => ({ brokerId, startedAt: HOUR, at: HOUR })),
    tenants: Array.from({ length: tenants }, (_, tenant) =>
      aTenantMeter({
        tenantId: `a${String(tenant).padStart(11, '0')}`,
        topics: Array.from({ length: topics }, (_, topic) => ({
          name: `${topic}`.padStart(200, 'x'),
          topicIds: 'q1w2e3r4',
          leaderChanges: 2,
          closed: false,
          goneSince: null,
          counters,
        })),
        values: Float64Array.from(
          { length: topics * counters.length },
          (_, n) => 123_456_789_012 * (n + 1),
        ),
      }),
    ),
  })
}
