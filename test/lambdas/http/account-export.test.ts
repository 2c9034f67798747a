import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { EXPORT_SECTIONS } from '../../../core/account/export-sections.ts'
import { PLANS } from '../../../core/plan/plan.ts'
import { largestTenant } from '../../adapters/dynamodb/largest-tenant.ts'
import { aDeclaration, anEvent } from '../../contracts/store-fixtures.ts'
import { refusalOf } from '../refusal.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'
import { ownThings } from './own-things.ts'

const pageSchema = z.object({
  items: z.array(z.object({ kind: z.string(), record: z.record(z.string(), z.unknown()) })),
  nextCursor: z.string().optional(),
})
type Records = z.infer<typeof pageSchema>['items']

/** Lambda's bound of an answer: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LAMBDA_ANSWER_MAX = 6_291_456

async function withThings() {
  const api = await setup()
  const ann = await api.person()
  const ids = await ownThings(api, ann)
  const { tenantId = '' } = ids
  const { tell, clock } = api.parts
  for (const [day, quantity] of [
    [0, 7n],
    [1, 5n],
  ] as const)
    tell({ tenantId, meter: 'bytes_in', quantity }, clock.now() + day * DAY_MS)
  clock.pass(2 * DAY_MS)
  return { api, ann, ids }
}

/** All pages, and how many there were. */
/** An export that does not end is a failure, and no test that never ends. */
const PAGES_MAX = 1_000

async function exported(ann: Person, limit: number) {
  const records: Records = []
  let cursor: string | undefined
  let pages = 0
  do {
    const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) }
    const answer = await ann.call('GET', '/account/export', { query })
    expect(answer.status).toBe(200)
    const { items, nextCursor } = pageSchema.parse(answer.json())
    expect(items.length).toBeLessThanOrEqual(limit)
    records.push(...items)
    cursor = nextCursor
    pages += 1
    expect(pages).toBeLessThan(PAGES_MAX)
  } while (cursor !== undefined)
  return { records, pages }
}

const kindsOf = (records: Records) => [...new Set(records.map(({ kind }) => kind))]

async function passwordsOf({ parts }: Api, tenantId: string): Promise<readonly string[]> {
  const tenant = await parts.tenants.get(tenantId)
  const names = Object.values(tenant?.credentials ?? {}).map(
    ({ number }) => `${tenantId}-${number}`,
  )
  const secrets = await Promise.all(names.map((name) => parts.secrets.get(name)))
  return secrets.flatMap((secret) => secret?.password ?? [])
}

describe('GET /account/export', () => {
  it('holds a record of everything, of every kind there is, and nothing of somebody else', async () => {
    const { api, ann, ids } = await withThings()
    const eve = await api.person()
    await ownThings(api, eve)
    await api.parts.invoices.addCredit(
      {
        id: 'cre_1',
        accountId: ann.accountId,
        at: 1,
        amountMicros: 5n,
        reason: 'x',
        createdBy: 'o',
      },
      anEvent({ accountId: ann.accountId }),
    )
    const { records } = await exported(ann, 100)
    expect(kindsOf(records)).toEqual(EXPORT_SECTIONS.map(({ kind }) => kind))
    const text = JSON.stringify(records)
    const own = ['tenantId', 'topicName', 'credentialId', 'tokenId', 'memberId', 'webhookId']
    for (const name of [...own, 'invoiceId']) expect(text).toContain(ids[name])
    expect(text).not.toContain(eve.accountId)
  })

  it('tells usage day by day and hour by hour', async () => {
    const { ann, ids } = await withThings()
    const { records } = await exported(ann, 100)
    const days = records.filter(({ kind }) => kind === 'usage').map(({ record }) => record)
    expect(days).toHaveLength(2)
    const window = (amount: string) => [expect.objectContaining({ meter: 'bytes_in', amount })]
    const { tenantId } = ids
    expect(days[0]).toMatchObject({ tenantId, whole: window('7'), hours: window('7') })
    expect(days[1]).toMatchObject({ tenantId, whole: window('5'), hours: window('5') })
  })

  it('is the same in pages of any size', async () => {
    const { ann } = await withThings()
    const whole = await exported(ann, 100)
    const small = await exported(ann, 2)
    expect(small.pages).toBeGreaterThan(whole.pages + 5)
    // Each export is on the trail, and the token was used meanwhile.
    const isExport = ({ record }: Records[number]) => record['action'] === 'account.export'
    const told = (records: Records) =>
      JSON.stringify(records.filter((each) => !isExport(each))).replaceAll(
        /"lastUsedAt":"[^"]+"/g,
        '',
      )
    expect(small.records.filter(isExport)).toHaveLength(2)
    expect(told(small.records) === told(whole.records)).toBe(true)
  })

  it('holds no secret', async () => {
    const { api, ann, ids } = await withThings()
    const { records } = await exported(ann, 100)
    const text = JSON.stringify(records)
    const [webhook] = [...api.parts.database.webhooks.values()]
    const passwords = await passwordsOf(api, ids['tenantId'] ?? '')
    expect(passwords.length).toBeGreaterThan(0)
    for (const secret of [...passwords, webhook?.secret ?? '', ann.token.slice(-43)]) {
      expect(secret.length).toBeGreaterThan(20)
      expect(text).not.toContain(secret)
    }
    expect(text).not.toContain(ann.subject)
  })

  it('is for owners alone, and on the trail once however many pages it has', async () => {
    const { api, ann } = await withThings()
    for (const role of ['admin', 'developer', 'viewer'] as const) {
      const token = await ann.tokenFor(role)
      expect((await api.call('GET', '/account/export', { token })).status).toBe(403)
    }
    await exported(ann, 2)
    const query = { action: 'account.export' }
    const trail = await ann.call('GET', '/account/audit-events', { query })
    const { items } = z
      .object({ items: z.array(z.object({ outcome: z.string() })) })
      .parse(trail.json())
    expect(items.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
  })

  it('goes on only for the account that it is of', async () => {
    const { api, ann } = await withThings()
    const first = await ann.call('GET', '/account/export', { query: { limit: '2' } })
    const { nextCursor = '' } = pageSchema.parse(first.json())
    const eve = await api.person()
    const refused = await eve.call('GET', '/account/export', { query: { cursor: nextCursor } })
    expect(refusalOf(refused)).toMatchObject({ status: 422, pointers: ['/cursor'] })
  })

  it('never answers with more than a function may, whatever the plan allows', async () => {
    const { api, ann } = await withThings()
    const { accountId } = ann
    for (const plan of PLANS) {
      for (let n = 0; n < 4; n += 1) {
        const name = `${plan.id}-${n}`
        const tenant = { ...largestTenant(plan), accountId, name, version: 1 }
        await api.parts.tenants.declare(aDeclaration(tenant))
      }
    }
    let largest = 0
    let tenants = 0
    let pages = 0
    let query: Record<string, string> = { limit: '100' }
    for (;;) {
      const { text, json } = await ann.call('GET', '/account/export', { query })
      const { items, nextCursor } = pageSchema.parse(json())
      largest = Math.max(largest, Buffer.byteLength(text))
      tenants += items.filter(({ kind }) => kind === 'tenant').length
      pages += 1
      expect(pages).toBeLessThan(PAGES_MAX)
      if (nextCursor === undefined) break
      query = { limit: '100', cursor: nextCursor }
    }
    expect(tenants).toBe(4 * PLANS.length + 1)
    expect(largest).toBeGreaterThan(500_000)
    expect(largest).toBeLessThan(LAMBDA_ANSWER_MAX)
  })
})
