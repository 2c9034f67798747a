import type { CallOptions } from '../call.ts'

/** One thing that nobody should send. `{t}` in the path is a tenant of the caller's with the topics orders and a.b.c. */
export interface BadInput extends CallOptions {
  readonly what: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly code: string
  readonly pointers?: readonly string[]
}

const INVALID = { status: 422, code: 'invalid' } as const
const TOPICS = { method: 'POST', path: '/tenants/{t}/topics' } as const
const TENANTS = { method: 'POST', path: '/tenants' } as const
const tenant = (more: object) => ({ name: 'new', plan: 'basic-0', ...more })

/** The names of issue and contract, and what else people paste into a field. */
const BAD_TOPIC_NAMES: readonly unknown[] = [
  '',
  ' ',
  '.',
  '..',
  'a..b',
  '../etc/passwd',
  '.hidden',
  '*',
  'orders-*',
  'a/b',
  String.raw`a\b`,
  'a b',
  ' orders',
  'orders\n',
  'orders\u0000',
  'a'.repeat(201),
  'a'.repeat(250),
  '😀',
  'naïve',
  'оrders',
  '\u202eorders',
  '\ud800',
  '__proto__',
  '__consumer_offsets',
  '%2e%2e',
  '{t}',
  "'; DROP TABLE tenants; --",
  '<script>',
  null,
  7,
  true,
  ['orders'],
  { name: 'orders' },
]

const BAD_TENANT_NAMES: readonly unknown[] = [
  '',
  '-a',
  'A',
  'a_b',
  'a.b',
  'a/b',
  '..',
  '*',
  'a'.repeat(64),
  '😀',
  '__proto__',
  'new\r\nX: y',
  null,
  1,
  [],
]

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
  1e400,
  1.5,
  '1d',
  null,
]

const names: readonly BadInput[] = [
  ...BAD_TOPIC_NAMES.map((name) => ({
    what: `a topic named ${shown(name)}`,
    ...TOPICS,
    body: { name },
    ...INVALID,
    pointers: ['/name'],
  })),
  ...BAD_TOPIC_NAMES.map((name) => ({
    what: `a tenant with a topic named ${shown(name)}`,
    ...TENANTS,
    body: tenant({ topics: [{ name: 'good' }, { name }] }),
    ...INVALID,
    pointers: ['/topics/1/name'],
  })),
  ...BAD_TENANT_NAMES.map((name) => ({
    what: `a tenant named ${shown(name)}`,
    ...TENANTS,
    body: tenant({ name }),
    ...INVALID,
    pointers: ['/name'],
  })),
  ...BAD_TENANT_NAMES.map((name) => ({
    what: `a tenant renamed to ${shown(name)}`,
    method: 'PATCH',
    path: '/tenants/{t}',
    body: { name },
    ...INVALID,
    pointers: ['/name'],
  })),
]

const numbers: readonly BadInput[] = [
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
      rawBody: `{"name":"new","retentionMs":${retentionMs === Infinity ? '1e400' : JSON.stringify(retentionMs)}}`,
      ...INVALID,
      pointers: ['/retentionMs'],
    },
    {
      what: `a topic changed to a retention of ${shown(retentionMs)} ms`,
      method: 'PATCH',
      path: '/tenants/{t}/topics/orders',
      rawBody: `{"retentionMs":${retentionMs === Infinity ? '1e400' : JSON.stringify(retentionMs)}}`,
      ...INVALID,
      pointers: ['/retentionMs'],
    },
  ]),
]

const choices: readonly BadInput[] = [
  ...['', 'basic', 'BASIC-0', 'basic-0 ', '__proto__', 'constructor', 0, null, ['basic-0']].flatMap(
    (plan) => [
      {
        what: `the plan ${shown(plan)}`,
        ...TENANTS,
        body: { name: 'new', plan },
        ...INVALID,
        pointers: ['/plan'],
      },
      {
        what: `a change to the plan ${shown(plan)}`,
        method: 'PATCH',
        path: '/tenants/{t}',
        body: { plan },
        ...INVALID,
        pointers: ['/plan'],
      },
    ],
  ),
  ...['', 'Delete', 'delete,compact', 'none', 1, null].map((cleanupPolicy) => ({
    what: `the clean-up policy ${shown(cleanupPolicy)}`,
    ...TOPICS,
    body: { name: 'new', cleanupPolicy },
    ...INVALID,
    pointers: ['/cleanupPolicy'],
  })),
  ...['', 'admin', 'READ', null, 1].map((role) => ({
    what: `a credential with the role ${shown(role)}`,
    method: 'POST',
    path: '/tenants/{t}/credentials',
    body: { role },
    ...INVALID,
    pointers: ['/role'],
  })),
  ...['', '*a', 'a*b', '../x', 'a/b', '**', 7].map((topic) => ({
    what: `a credential for the topics ${shown(topic)}`,
    method: 'POST',
    path: '/tenants/{t}/credentials',
    body: { role: 'consume', topics: ['orders', topic] },
    ...INVALID,
    pointers: ['/topics/1'],
  })),
]

const twice: readonly BadInput[] = [
  {
    what: 'the same topic twice in one request',
    ...TENANTS,
    body: tenant({ topics: [{ name: 'orders' }, { name: 'orders' }] }),
    ...INVALID,
    pointers: ['/topics/1/name'],
  },
  {
    what: 'a.b_c beside a.b.c in one request',
    ...TENANTS,
    body: tenant({ topics: [{ name: 'a.b.c' }, { name: 'a.b_c' }] }),
    ...INVALID,
    pointers: ['/topics/1/name'],
  },
  {
    what: 'the same topic in two requests',
    ...TOPICS,
    body: { name: 'orders' },
    status: 409,
    code: 'conflict',
    pointers: ['/name'],
  },
  {
    what: 'a.b_c beside a.b.c in two requests',
    ...TOPICS,
    body: { name: 'a.b_c' },
    status: 409,
    code: 'conflict',
    pointers: ['/name'],
  },
  {
    what: 'the same tenant in two requests',
    ...TENANTS,
    body: tenant({ name: 'taken' }),
    status: 409,
    code: 'conflict',
    pointers: ['/name'],
  },
  {
    what: '51 topics at once',
    ...TENANTS,
    body: tenant({ topics: Array.from({ length: 51 }, (_, n) => ({ name: `t${n}` })) }),
    ...INVALID,
    pointers: ['/topics'],
  },
  {
    what: 'more topics than the plan has',
    ...TENANTS,
    body: {
      name: 'new',
      plan: 'trial',
      topics: Array.from({ length: 6 }, (_, n) => ({ name: `t${n}` })),
    },
    status: 422,
    code: 'limit_reached',
  },
  {
    what: 'more partitions than the plan has',
    ...TOPICS,
    body: { name: 'new', partitions: 10_000 },
    status: 422,
    code: 'limit_reached',
  },
  {
    what: 'fewer partitions than there are',
    method: 'PATCH',
    path: '/tenants/{t}/topics/orders',
    body: { partitions: 1 },
    ...INVALID,
    pointers: ['/partitions'],
  },
]

/** A value as a title has it: short, on one line, and visible. */
function shown(value: unknown): string {
  const text = JSON.stringify(value === Infinity ? '1e400' : value)
  return text.length <= 40 ? text : `${text.slice(0, 20)}… (${text.length} characters)`
}

export const badFields: readonly BadInput[] = [...names, ...numbers, ...choices, ...twice]
