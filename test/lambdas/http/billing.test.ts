import { beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { createInvoiceJob } from '../../../lambdas/jobs/invoice-job.ts'
import { DAY_MS } from '../../../core/kernel/clock.ts'
import { endOf, periodOf } from '../../../core/invoice/period.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'

const GB = 1_000_000_000n
const invoiceSchema = z.object({
  id: z.string(),
  totalMicros: z.int(),
  lines: z.array(z.object({ amountMicros: z.int(), kind: z.string() })),
})
const idSchema = z.object({ id: z.string() })

let api: Api
let ann: Person
let tenantId: string
let period: string

/** The job that closes months and looks at budgets, on the API's own stores. */
const job = () => createInvoiceJob({ ...api.parts, report: (error) => api.faults.push(error) })

const goTo = (at: number) => api.parts.clock.pass(at - api.parts.clock.now())

beforeAll(async () => {
  api = await setup()
  ann = await api.person()
  goTo(endOf(periodOf(api.parts.clock.now())) + DAY_MS)
  period = periodOf(api.parts.clock.now())
  const made = await ann.call('POST', '/tenants', { body: { name: 'orders', plan: 'basic-0' } })
  tenantId = idSchema.parse(made.json()).id
  await api.settle()
  const now = api.parts.clock.now()
  api.parts.tell({ tenantId, meter: 'bytes_in', quantity: 160n * GB }, now + DAY_MS / 2)
  goTo(now + 3 * DAY_MS)
})

describe('usage', () => {
  it('says amount, limit, percent and cost of each meter', async () => {
    const answer = await ann.call('GET', `/tenants/${tenantId}/usage`)
    expect(answer.json()).toMatchObject({
      tenantId,
      period,
      meters: [
        { meter: 'bytes_in', unit: 'byte', amount: `${160n * GB}`, incomplete: false },
        { meter: 'bytes_out', amount: '0', percent: '0' },
        { meter: 'storage_byte_hours' },
        { meter: 'partition_hours' },
      ],
    })
    const { meters } = z
      .object({
        meters: z.array(z.object({ costMicros: z.int(), limit: z.string(), percent: z.string() })),
      })
      .parse(answer.json())
    expect(Number(meters[0]?.percent)).toBeGreaterThan(90)
    expect(meters[0]?.costMicros).toBeGreaterThan(0)
  })

  it('is the same as text for Prometheus', async () => {
    const { text, headers } = await ann.call('GET', `/tenants/${tenantId}/metrics`)
    expect(headers['Content-Type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toContain(
      `headgate_usage{tenant="${tenantId}",name="orders",meter="bytes_in"} ${160n * GB}\n`,
    )
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+\{[^}]+\} [0-9]+(?:\.[0-9]+)?)$/)
  })

  it('is listed by window', async () => {
    const from = new Date(api.parts.clock.now() - 5 * DAY_MS).toISOString()
    const query = { resolution: 'day', from }
    const answer = await ann.call('GET', `/tenants/${tenantId}/usage/windows`, { query })
    expect(answer.json()).toMatchObject({ items: [{ meter: 'bytes_in', amount: `${160n * GB}` }] })
  })

  it('of all tenants is listed for the account', async () => {
    const answer = await ann.call('GET', '/account/usage')
    expect(answer.json()).toMatchObject({
      items: [{ tenantId, name: 'orders', amounts: { bytes_in: `${160n * GB}` } }],
    })
  })

  it('of a month that is none is refused', async () => {
    const answer = await ann.call('GET', `/tenants/${tenantId}/usage`, {
      query: { period: '2026-13' },
    })
    expect(answer.status).toBe(422)
  })
})

describe('a budget', () => {
  const micros = async () =>
    z.object({ costMicros: z.int() }).parse((await ann.call('GET', '/account/budget')).json())
      .costMicros

  it('is told at 50, 80 and 100 percent, each once', async () => {
    const cost = await micros()
    const body = { monthlyMicros: Math.ceil(cost / 0.9), hardStop: false }
    expect((await ann.call('PATCH', '/account/budget', { body })).json()).toMatchObject({
      percent: 89,
    })
    for (let looks = 0; looks < 3; looks += 1) await job().billAll()
    const actions = await actionsOf('budget.reached')
    expect(actions.toSorted()).toEqual(['budget.reached-50-percent', 'budget.reached-80-percent'])
  })

  it('with a hard stop makes tenants read-only at 100 percent, and lets go when it is raised', async () => {
    const body = { monthlyMicros: await micros(), hardStop: true }
    await ann.call('PATCH', '/account/budget', { body })
    await job().billAll()
    await job().billAll()
    expect(await accessOf()).toBe('read-only')
    expect(await actionsOf('tenant.hold')).toHaveLength(1)
    await ann.call('PATCH', '/account/budget', {
      body: { ...body, monthlyMicros: body.monthlyMicros * 3 },
    })
    await job().billAll()
    await job().billAll()
    expect(await accessOf()).toBe('full')
    expect(await actionsOf('tenant.release')).toHaveLength(1)
  })

  it('cannot be set by a viewer or a developer', async () => {
    for (const role of ['viewer', 'developer'] as const) {
      const token = await ann.tokenFor(role)
      const answer = await api.call('PATCH', '/account/budget', {
        token,
        body: { monthlyMicros: null },
      })
      expect(answer.status).toBe(403)
    }
  })

  async function accessOf(): Promise<string> {
    await api.settle()
    const answer = await ann.call('GET', `/tenants/${tenantId}`)
    return z.object({ access: z.string() }).parse(answer.json()).access
  }

  async function actionsOf(beginning: string): Promise<readonly string[]> {
    const answer = await ann.call('GET', '/account/audit-events', { query: { limit: '100' } })
    const { items } = z
      .object({ items: z.array(z.object({ action: z.string() })) })
      .parse(answer.json())
    return items.map(({ action }) => action).filter((action) => action.startsWith(beginning))
  }
})

describe('an invoice', () => {
  it('is a draft that adds up while the month lasts', async () => {
    const { lines, totalMicros } = invoiceSchema.parse(
      (await ann.call('GET', '/account/invoices/draft')).json(),
    )
    expect(lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0)).toBe(totalMicros)
    expect((await ann.call('GET', '/account/invoices')).json()).toEqual({ items: [] })
  })

  it('is less what the operator gives back', async () => {
    const body = { amountMicros: 1_000_000, reason: 'Sorry for the outage' }
    const path = `/operator/accounts/${ann.accountId}/credits`
    expect((await ann.call('POST', path, { body })).status).toBe(403)
    expect((await api.call('POST', path, { token: OPERATOR_TOKEN, body })).status).toBe(201)
    const { lines } = invoiceSchema.parse((await ann.call('GET', '/account/invoices/draft')).json())
    expect(lines.at(-1)).toMatchObject({ kind: 'credit', amountMicros: -1_000_000 })
  })

  it('is closed after the grace, and comes as JSON, PDF, FOCUS table and export', async () => {
    goTo(endOf(period) + 3 * DAY_MS)
    await job().billAll()
    const listed = z
      .object({ items: z.array(idSchema) })
      .parse((await ann.call('GET', '/account/invoices')).json())
    const path = `/account/invoices/${listed.items[0]?.id}`
    expect((await ann.call('GET', path)).json()).toMatchObject({
      number: 1,
      state: 'closed',
      period,
    })
    const pdf = await ann.call('GET', `${path}/pdf`)
    expect(Buffer.from(pdf.text, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.headers['Content-Disposition']).toBe(
      `attachment; filename="headgate-${period}-1.pdf"`,
    )
    expect((await ann.call('GET', `${path}/focus`)).text).toMatch(/^BilledCost,BillingAccountId,/)
    expect((await ann.call('GET', `${path}/records`)).json()).toMatchObject({
      format: 'headgate-invoice-export/2',
    })
    const verified = await ann.call('POST', `${path}/verify`)
    expect(verified.json()).toMatchObject({ exact: true, differenceMicros: 0, faults: [] })
  })

  it('waits in the operator’s list until somebody collects it', async () => {
    const open = await api.call('GET', '/operator/payments', { token: OPERATOR_TOKEN })
    expect(open.json()).toMatchObject({
      items: [{ accountId: ann.accountId, number: 1, attempts: 0 }],
    })
  })

  it('shows in the operator’s month, by plan, and beside what the brokers counted', async () => {
    await job().reportRevenue()
    const query = { period }
    const answer = await api.call('GET', '/operator/revenue', { token: OPERATOR_TOKEN, query })
    expect(answer.json()).toMatchObject({
      plans: [{ clusterId: 'cl_1', plan: 'basic-0', tenants: 1, costMicros: 1_500_000_000 }],
      clusters: [
        {
          costMicros: 1_500_000_000,
          meters: [
            { meter: 'bytes_in', tenants: '160000000000', unexplained: '100' },
            { meter: 'bytes_out', brokers: null, unexplained: null },
          ],
        },
      ],
    })
    expect((await ann.call('GET', '/operator/revenue')).status).toBe(403)
  })

  it('made no fault of ours', () => {
    expect(api.faults).toEqual([])
  })
})
