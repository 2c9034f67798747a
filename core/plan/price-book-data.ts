// Every price there ever was, oldest first. A published version is never edited: bills are recomputed from it for years.
// To change prices, add a version and lock it with `npm run price-book:lock`.
// A version counts from the beginning of its UTC month. Meters count bytes, byte-seconds and partition-seconds.

const GB = 1_000_000_000n
const HOUR = 3_600n
const GB_HOUR = GB * HOUR
const MONTH_HOURS = 744n

interface Included {
  readonly inGb: bigint
  readonly outGb: bigint
  readonly storedGb: bigint
  readonly partitions: bigint
}

/** What goes beyond the included: 6 cents a GB in, 3 cents a GB out and 2 beyond 10 TB, 0.02 cents a GB-hour. */
function meters2026(included: Included) {
  return {
    bytes_in: {
      included: included.inGb * GB,
      tiers: [{ upTo: null, price: { micros: 60_000n, per: GB } }],
    },
    bytes_out: {
      included: included.outGb * GB,
      tiers: [
        { upTo: 10_000n * GB, price: { micros: 30_000n, per: GB } },
        { upTo: null, price: { micros: 20_000n, per: GB } },
      ],
    },
    storage_byte_hours: {
      included: included.storedGb * GB_HOUR * MONTH_HOURS,
      tiers: [{ upTo: null, price: { micros: 200n, per: GB_HOUR } }],
    },
    partition_hours: {
      included: included.partitions * HOUR * MONTH_HOURS,
      tiers: [{ upTo: null, price: { micros: 150n, per: HOUR } }],
    },
  }
}

export const PRICE_BOOK_DATA: readonly unknown[] = [
  {
    id: '2026-01',
    effectiveFrom: '2026-01',
    currency: 'USD',
    plans: {
      trial: { flatMonthlyMicros: 0n, meters: {} },
      'basic-0': {
        flatMonthlyMicros: 25_000_000n,
        meters: meters2026({ inGb: 100n, outGb: 400n, storedGb: 4n, partitions: 80n }),
      },
      'basic-1': {
        flatMonthlyMicros: 60_000_000n,
        meters: meters2026({ inGb: 400n, outGb: 1_600n, storedGb: 32n, partitions: 160n }),
      },
      'basic-2': {
        flatMonthlyMicros: 120_000_000n,
        meters: meters2026({ inGb: 1_000n, outGb: 4_000n, storedGb: 64n, partitions: 320n }),
      },
      'standard-0': { flatMonthlyMicros: 1_500_000_000n, meters: {} },
    },
  },
]
