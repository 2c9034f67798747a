import { beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import type { Answer } from '../answer.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'

const SAME_LENGTH = { tenantId: 'a'.repeat(12), id: 'a'.repeat(20) }

let api: Api
let ann: Person
let eve: Person
let annsIds: Readonly<Record<string, string>>

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  eve = await api.person()
  const invoice = anInvoice({ accountId: ann.accountId, id: `inv_${'b'.repeat(20)}` })
  await api.parts.invoices.close(aClosing(invoice))
  annsIds = { ...(await idsOf(ann)), invoiceId: invoice.id }
})

/** What of Ann's every path of the table may name. */
async function idsOf(person: Person): Promise<Readonly<Record<string, string>>> {
  const body = { name: 'mine', plan: 'basic-0', topics: [{ name: 'orders' }] }
  const made = await person.call('POST', '/tenants', { body })
  const { id, operationId } = z
    .object({ id: z.string(), operationId: z.string() })
    .parse(made.json())
  await api.settle()
  const listed = await person.call('GET', `/tenants/${id}/credentials`)
  const credentials = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(listed.json())
  const token = await person.call('POST', '/account/tokens', {
    body: { name: 'ci', role: 'viewer' },
  })
  return {
    tenantId: id,
    topicName: 'orders',
    credentialId: credentials.items[0]?.id ?? '',
    operationId,
    tokenId: z.object({ id: z.string() }).parse(token.json()).id,
  }
}

const missing = {
  tenantId: SAME_LENGTH.tenantId,
  topicName: 'nosuch',
  credentialId: `crd_${SAME_LENGTH.id}`,
  operationId: `op_${SAME_LENGTH.id}`,
  tokenId: `tok_${SAME_LENGTH.id}`,
  invoiceId: `inv_${SAME_LENGTH.id}`,
}

const named = allRoutes.filter(({ path, access }) => path.includes('{') && access !== 'operator')

const filled = (path: string, ids: Readonly<Record<string, string>>) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`This test knows no ${name}.`)
    return id
  })

/** All of an answer that a prober sees, but for the request's id and what is left of the prober's own limit. */
function seen({ status, headers, text }: Answer) {
  const { 'X-Request-Id': requestId = '', RateLimit: _, ...rest } = headers
  return { status, headers: rest, text: text.replaceAll(requestId, '') }
}

describe('Somebody else’s id', () => {
  it.each(named.map((row) => [row.method, row.path, row] as const))(
    'is answered %s %s byte for byte like a missing one',
    async (method, path, row) => {
      const body = row.bodyExample === undefined ? {} : { body: row.bodyExample }
      const foreign = await eve.call(method, filled(path, annsIds), body)
      const none = await eve.call(method, filled(path, missing), body)
      expect(foreign.status).toBe(404)
      expect(seen(foreign)).toEqual(seen(none))
    },
  )

  it('changed nothing of what it names', async () => {
    const tenant = await ann.call('GET', `/tenants/${annsIds['tenantId']}`)
    expect(tenant.json()).toMatchObject({ state: 'active', name: 'mine', generation: 1 })
  })

  it('shows its own account nothing but its own', async () => {
    expect((await eve.call('GET', '/tenants')).json()).toEqual({ items: [] })
  })
})
