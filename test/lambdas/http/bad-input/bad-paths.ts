import { type BadInput, NOT_FOUND } from './bad-input.ts'

export const badPaths: readonly BadInput[] = [
  ...[
    '/nothing',
    '/tenants/{t}/nothing',
    '//',
    '//v2/tenants',
    '//V1/tenants',
    '///v1/tenants',
    '//v1//tenants',
    '//v1/tenants//topics',
    '//v1/tenants/{t}//topics',
    '//v1/tenants//',
    '/tenants/{t}/topics/orders/records/1/2',
  ]
    .filter((path) => path !== '//')
    .map((path) => ({ what: `the path ${path}`, method: 'GET', path, ...NOT_FOUND })),
  ...[
    '%2e%2e',
    '..',
    '.',
    '%2F',
    'a%2Fb',
    '%00',
    'a%00',
    '%',
    '%zz',
    '%e0%a4%a',
    '%ff',
    '%252e%252e',
    '%F0%9F%98%80',
    '__proto__',
    'constructor',
    'a'.repeat(3_000),
    '{t}%20',
    '%7Bt%7D',
    '*',
    "'or'1'='1",
  ].flatMap((id) => [
    { what: `the tenant ${id.slice(0, 40)}`, method: 'GET', path: `/tenants/${id}`, ...NOT_FOUND },
    {
      what: `the topic ${id.slice(0, 40)}`,
      method: 'GET',
      path: `/tenants/{t}/topics/${id}`,
      ...NOT_FOUND,
    },
    {
      what: `deleting the topic ${id.slice(0, 40)}`,
      method: 'DELETE',
      path: `/tenants/{t}/topics/${id}`,
      ...NOT_FOUND,
    },
    {
      what: `the operation ${id.slice(0, 40)}`,
      method: 'GET',
      path: `/operations/${id}`,
      ...NOT_FOUND,
    },
    {
      what: `the credential ${id.slice(0, 40)}`,
      method: 'GET',
      path: `/tenants/{t}/credentials/${id}`,
      ...NOT_FOUND,
    },
  ]),
  ...(
    [
      ['PUT', '/tenants'],
      ['DELETE', '/tenants'],
      ['OPTIONS', '/tenants'],
      ['TRACE', '/tenants'],
      ['BREW', '/tenants'],
      ['HEAD', '/signup'],
      ['GET', '/signup'],
      ['POST', '/health'],
      ['PUT', '/tenants/{t}/topics/orders'],
      ['POST', '/tenants/{t}'],
    ] as const
  ).map(([method, path]) => ({
    what: `${method} ${path}`,
    method,
    path,
    status: 405,
    code: 'method_not_allowed',
  })),
]
