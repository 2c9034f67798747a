/** Ids of the things that every example is about, in the shapes of real ones (core/kernel/ids.ts). */
export const IDS = {
  account: 'acc_5dz0m8k2qv7c1xh4r9tb',
  member: 'mem_8c4yv1n6wq0j3s7kf2pa',
  invited: 'mem_2hw9b5tz7r1x0gk6d4mu',
  token: 'tok_q3f7j1xv9m5k0c8w2ry6',
  operator: 'opr_7k2m9d4xq1w6z8c0vh3t',
  secondOperator: 'opr_1v8r5b0zq6n3y7j4kd9g',
  tenant: 'k7m2xq9v4t1c',
  credential: 'crd_9x1t6q3v8m0d5k2wz7jr',
  successor: 'crd_4b7n2y9j6h1s8p3f0gcx',
  operation: 'op_6s1q8d3h0v5k9w2mx7tz',
  signUpOperation: 'op_0j5c2x9r7f4n1b8y6gkd',
  event: 'evt_3t8w5m1k9q6z2x7c0hvd',
  webhook: 'whk_2r7j4b9f1y6s3n8p0gxk',
  cluster: 'cl_8m3d1x6k9v4q7t2w0zhc',
  finding: 'fnd_5y2p7k0r9d4g1n8j6xbt',
  invoice: 'inv_1c6x9m4v7z2q0k8t5dhw',
  credit: 'cre_7f2s9b4n1g6j8y3r0pkx',
  request: '4f9d2c1e-7a38-4b60-9e15-c2d86b0a713f',
} as const

/** Every example is of this month; the invoice is that of the one before. */
export const PERIOD = '2026-10'
export const INVOICED_PERIOD = '2026-09'

/** The example's days begin at eight. */
export function at(time: string): number {
  return Date.parse(`2026-10-${time}Z`)
}

/** When the answers were given. */
export const NOW = at('12T08:30:00')

/** A list that goes on: a cursor is opaque, sealed for its list and account. */
export function pageOf<T>(...items: readonly T[]) {
  return { items, nextCursor: 'hR0uT3bYx8qJ2mKfW5sV7ncmVhZGVycw' }
}
