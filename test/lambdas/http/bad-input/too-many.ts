import { type BadInput, INVALID, TENANTS, TOPICS } from './bad-input.ts'

const tenant = (more: object) => ({ name: 'new', plan: 'basic-0', ...more })

export const tooMany: readonly BadInput[] = [
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
