import { type BadInput, INVALID, TOPICS, shown } from './bad-input.ts'

const BAD_PARTITIONS: readonly unknown[] = [
  0,
  -1,
  1.5,
  1e9,
  1e308,
  10_001,
  '3',
  null,
  true,
  [3],
  {},
]

const BAD_RETENTIONS: readonly unknown[] = [
  -1,
  0,
  1,
  59_999,
  604_800_001,
  1e18,
  Number.POSITIVE_INFINITY,
  1.5,
  '1d',
  null,
]

export const badNumbers: readonly BadInput[] = [
  ...BAD_PARTITIONS.flatMap((partitions) => [
    {
      what: `${shown(partitions)} partitions`,
      ...TOPICS,
      body: { name: 'new', partitions },
      ...INVALID,
      pointers: ['/partitions'],
    },
    {
      what: `a topic changed to ${shown(partitions)} partitions`,
      method: 'PATCH',
      path: '/tenants/{t}/topics/orders',
      body: { partitions },
      ...INVALID,
      pointers: ['/partitions'],
    },
  ]),
  ...BAD_RETENTIONS.flatMap((retentionMs) => [
    {
      what: `a retention of ${shown(retentionMs)} ms`,
      ...TOPICS,
      // 1e400 is no number of JavaScript's, so JSON has it by hand.
      rawBody: `{"name":"new","retentionMs":${retentionMs === Number.POSITIVE_INFINITY ? '1e400' : JSON.stringify(retentionMs)}}`,
      ...INVALID,
      pointers: ['/retentionMs'],
    },
    {
      what: `a topic changed to a retention of ${shown(retentionMs)} ms`,
      method: 'PATCH',
      path: '/tenants/{t}/topics/orders',
      rawBody: `{"retentionMs":${retentionMs === Number.POSITIVE_INFINITY ? '1e400' : JSON.stringify(retentionMs)}}`,
      ...INVALID,
      pointers: ['/retentionMs'],
    },
  ]),
]
