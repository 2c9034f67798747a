/** What Amazon MSK is asked for. `brokers` is a multiple of `zones`; every partition has `zones` replicas. */
export interface CellSize {
  readonly instanceType: string
  readonly brokers: number
  readonly zones: 2 | 3
  /** Of each broker. It can grow later and never shrink. */
  readonly volumeGib: number
}

/**
 * `dev` is the cheapest that has SCRAM users and survives one broker's restart. Graviton for the rest. Partition
 * replicas a broker, recommended: 300 (dev), 1,000 (small), 2,000 (medium), 4,000 (large):
 * https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html#partitions-per-broker
 */
export const CELL_SIZES = {
  dev: { instanceType: 'kafka.t3.small', brokers: 2, zones: 2, volumeGib: 20 },
  small: { instanceType: 'kafka.m7g.large', brokers: 3, zones: 3, volumeGib: 250 },
  medium: { instanceType: 'kafka.m7g.2xlarge', brokers: 3, zones: 3, volumeGib: 1_000 },
  large: { instanceType: 'kafka.m7g.4xlarge', brokers: 6, zones: 3, volumeGib: 2_000 },
} as const satisfies Record<string, CellSize>

export type CellSizeName = keyof typeof CELL_SIZES
