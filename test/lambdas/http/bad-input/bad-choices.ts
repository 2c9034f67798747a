import { type BadInput, INVALID, TENANTS, TOPICS, shown } from './bad-input.ts'

export const badChoices: readonly BadInput[] = [
  {
    what: 'a change of a webhook that changes nothing',
    method: 'PATCH',
    path: '/account/webhooks/whk_none',
    body: {},
    ...INVALID,
    pointers: [''],
  },
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
