import type { Meter } from '../usage/usage-record.ts'
import type { InvoiceLine } from './invoice.ts'

interface MeterUnit {
  readonly baseUnit: InvoiceLine['baseUnit']
  readonly unit: InvoiceLine['unit']
  /** Base units in one unit. GB = 10^9 bytes. */
  readonly per: bigint
  readonly name: string
}

const GB = 1_000_000_000n
const HOUR = 3_600n

/** How each meter is counted, and how it is said. */
export const METER_UNITS: Readonly<Record<Meter, MeterUnit>> = {
  bytes_in: { baseUnit: 'byte', unit: 'GB', per: GB, name: 'Data in' },
  bytes_out: { baseUnit: 'byte', unit: 'GB', per: GB, name: 'Data out' },
  storage_byte_hours: {
    baseUnit: 'byte-second',
    unit: 'GB-hour',
    per: GB * HOUR,
    name: 'Storage',
  },
  partition_hours: {
    baseUnit: 'partition-second',
    unit: 'partition-hour',
    per: HOUR,
    name: 'Partitions',
  },
}
