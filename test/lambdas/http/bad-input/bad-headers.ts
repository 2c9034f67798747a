import { type BadInput, INVALID, TENANTS } from './bad-input.ts'

const GOOD = { name: 'new', plan: 'basic-0' }

const changedIf = (etag: string) => ({
  method: 'PATCH',
  path: '/tenants/{t}',
  body: { name: 'other' },
  headers: { 'if-match': etag },
  status: 412,
  code: 'precondition_failed',
})

export const badHeaders: readonly BadInput[] = [
  ...['', ' ', 'a b', 'ä', 'a'.repeat(256), 'a\r\nb', '\u0000'].map((key) => ({
    what: `the Idempotency-Key ${JSON.stringify(key).slice(0, 20)}`,
    ...TENANTS,
    body: GOOD,
    headers: { 'idempotency-key': key },
    ...INVALID,
  })),
  ...['"0"', 'W/"0"', '"999"'].map((etag) => ({
    what: `the outdated If-Match ${etag}`,
    ...changedIf(etag),
  })),
  ...['1', '"x"', '""', '"x", "y"', '"1" "2"', '"1",', '*, "1"', `"${'1'.repeat(40)}"`, ''].map(
    (etag) => ({
      what: `the If-Match ${etag.slice(0, 20)}, which nobody gave out`,
      ...changedIf(etag),
    }),
  ),
]
