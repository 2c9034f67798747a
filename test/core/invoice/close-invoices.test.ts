import { describe, expect, it } from '@jest/globals'
import { CLOSING_GRACE_MS, closeInvoices } from '../../../core/invoice/close-invoices.ts'
import { draftInvoice } from '../../../core/invoice/draft-invoice.ts'
import { exportInvoice, recomputeInvoice } from '../../../core/invoice/export-invoice.ts'
import { endOf } from '../../../core/invoice/period.ts'
import { isExact, verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { deleteTenant } from '../../../core/tenant/delete-tenant.ts'
import { changeTenant } from '../../../core/tenant/change-tenant.ts'
import { restoreTenant } from '../../../core/tenant/restore-tenant.ts'
import { anEvent } from '../../contracts/store-fixtures.ts'
import { ANN, asked } from '../fixtures/requests.ts'
import { letTimePass } from '../fixtures/schedule.ts'
import { activeTenant } from '../fixtures/stored.ts'
import { type BillingWorld, billingWorld } from './fixtures/billing-world.ts'
import { credit, PERIOD, planChange, START } from './fixtures/months.ts'

const GB = 1_000_000_000n
const ACCOUNT = ANN.accountId
const TENANT = planChange().tenantId

const closes = (period: string) => endOf(period) + CLOSING_GRACE_MS

/** An account with one tenant since the beginning of the month, and what it used. */
async function oneTenant(): Promise<BillingWorld> {
  const world = await billingWorld()
  world.change(planChange())
  world.tell({ tenantId: TENANT, meter: 'bytes_in', quantity: 150n * GB }, START + 5 * DAY_MS)
  return world
}

describe('closing a month', () => {
  it('waits for the grace, and then makes one invoice with the number 1', async () => {
    const world = await oneTenant()
    world.goTo(closes(PERIOD) - 1)
    expect(await closeInvoices(world, ACCOUNT)).toEqual([])
    world.goTo(closes(PERIOD))
    const [invoice, ...more] = await closeInvoices(world, ACCOUNT)
    expect(more).toEqual([])
    expect(invoice).toMatchObject({ number: 1, period: PERIOD, totalMicros: 28_000_000n })
    expect(await closeInvoices(world, ACCOUNT)).toEqual([])
  })

  it('numbers without gaps when many close at once', async () => {
    const world = await oneTenant()
    world.goTo(closes('2026-08'))
    await Promise.all(Array.from({ length: 8 }, () => closeInvoices(world, ACCOUNT)))
    await closeInvoices(world, ACCOUNT)
    const { items } = await world.invoices.list(ACCOUNT, { limit: 100 })
    expect(items.map(({ number, period }) => [number, period])).toEqual([
      [6, '2026-08'],
      [5, '2026-07'],
      [4, '2026-06'],
      [3, '2026-05'],
      [2, '2026-04'],
      [1, '2026-03'],
    ])
  })

  it.each(['before', 'after'] as const)(
    'numbers without gaps when it is killed %s any write, beside another that goes on',
    async (when) => {
      for (let at = 0; at < 3; at += 1) {
        const world = await oneTenant()
        world.goTo(closes('2026-05'))
        let writes = 0
        const close: typeof world.invoices.close = async (closing) => {
          const isMine = writes === at
          writes += 1
          if (!isMine || when === 'after') await world.invoices.close(closing)
          if (isMine) throw new Error('killed')
        }
        const killed = { ...world, invoices: { ...world.invoices, close } }
        const both = [closeInvoices(killed, ACCOUNT), at === 1 ? closeInvoices(world, ACCOUNT) : []]
        const [first] = await Promise.allSettled(both)
        if (at !== 1) expect(first).toMatchObject({ status: 'rejected' })
        await closeInvoices(world, ACCOUNT)
        const { items } = await world.invoices.list(ACCOUNT, { limit: 100 })
        expect(items.map(({ number, period }) => [number, period])).toEqual([
          [3, '2026-05'],
          [2, '2026-04'],
          [1, '2026-03'],
        ])
        const open = await world.payments.listOpen(0, { limit: 10 })
        expect(open.items.map(({ number }) => number).toSorted()).toEqual([1, 2, 3])
      }
    },
  )

  it('gives a month without lines no number', async () => {
    const world = await oneTenant()
    world.change(planChange({ order: 2, at: endOf(PERIOD), plan: null }))
    world.change(planChange({ order: 3, at: endOf('2026-04') }))
    world.goTo(closes('2026-05'))
    const made = await closeInvoices(world, ACCOUNT)
    expect(made.map(({ number, period }) => [number, period])).toEqual([
      [1, '2026-03'],
      [2, '2026-05'],
    ])
  })

  it('puts each invoice into the outbox with it', async () => {
    const world = await oneTenant()
    world.goTo(closes(PERIOD))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    const { items } = await world.payments.listOpen(0, { limit: 10 })
    expect(items).toEqual([
      expect.objectContaining({ invoiceId: invoice?.id, amountMicros: 28_000_000n, attempts: 0 }),
    ])
  })
})

describe('data that comes in after its month was closed', () => {
  async function late() {
    const world = await oneTenant()
    world.goTo(closes(PERIOD))
    const [march] = await closeInvoices(world, ACCOUNT)
    world.tell(
      { tenantId: TENANT, meter: 'bytes_in', quantity: 10n * GB },
      endOf(PERIOD) - MINUTE_MS,
    )
    return { world, marchId: march?.id ?? '' }
  }

  it('is a line of the next invoice, once', async () => {
    const { world } = await late()
    world.goTo(closes('2026-06'))
    const [april, ...later] = await closeInvoices(world, ACCOUNT)
    const adjustments = april?.lines.filter(({ kind }) => kind === 'adjustment')
    expect(adjustments).toEqual([
      expect.objectContaining({ period: PERIOD, item: 'bytes_in', amountMicros: 600_000n }),
    ])
    expect(later.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'adjustment')).toEqual(
      [],
    )
  })

  it.each([
    ['2026-05', '2026-05', 1],
    ['2026-06', '2026-06', 1],
    ['2026-07', '2026-07', 0],
  ])(
    'and comes before %s is closed is on the invoice of that month, for three months',
    async (period, on, lines) => {
      const world = await oneTenant()
      world.goTo(closes(period) - 1)
      await closeInvoices(world, ACCOUNT)
      world.tell({ tenantId: TENANT, meter: 'bytes_in', quantity: 10n * GB }, START + DAY_MS)
      world.goTo(closes('2026-12'))
      const made = await closeInvoices(world, ACCOUNT)
      const adjusting = made.filter((invoice) =>
        invoice.lines.some((line) => line.period === PERIOD),
      )
      expect(adjusting.map((invoice) => invoice.period)).toEqual(Array(lines).fill(on))
    },
  )

  it('shows as the difference until then, and no longer after', async () => {
    const { world, marchId } = await late()
    expect((await recomputeInvoice(world, ACCOUNT, marchId)).differenceMicros).toBe(600_000n)
    world.goTo(closes('2026-04'))
    const [april] = await closeInvoices(world, ACCOUNT)
    expect(isExact(await recomputeInvoice(world, ACCOUNT, marchId))).toBe(true)
    expect(isExact(await recomputeInvoice(world, ACCOUNT, april?.id ?? ''))).toBe(true)
  })
})

describe('what is no longer owed of a month that was closed', () => {
  /** March was invoiced for a plan that, as turned out later, ended in its middle. */
  async function ended(more: boolean) {
    const world = await oneTenant()
    world.goTo(closes(PERIOD))
    await closeInvoices(world, ACCOUNT)
    world.change(planChange({ order: 2, at: START + 15.5 * DAY_MS, plan: null }))
    if (more) world.change(planChange({ order: 3, at: endOf(PERIOD) }))
    world.goTo(closes('2026-06'))
    return await closeInvoices(world, ACCOUNT)
  }

  it('comes back on the next invoice as a credit', async () => {
    const [april, may] = await ended(true)
    const back = april?.lines.filter(({ period }) => period === PERIOD)
    // Half of the flat price; of 150 GB 50 were included, now.
    expect(back?.map(({ kind, item, amountMicros }) => [kind, item, amountMicros])).toEqual([
      ['credit', 'basic-0', -12_500_000n],
      ['adjustment', 'bytes_in', 3_000_000n],
    ])
    expect(back?.[0]).toMatchObject({ quantity: 12_500_000n, price: { micros: -1n, per: 1n } })
    expect(april?.totalMicros).toBe(25_000_000n - 12_500_000n + 3_000_000n)
    expect(may?.totalMicros).toBe(25_000_000n)
  })

  it('is carried where nothing else is owed, and is never paid out by an invoice below zero', async () => {
    const [april, ...later] = await ended(false)
    expect(april?.totalMicros).toBe(0n)
    expect(april?.carriedMicros).toBe(9_500_000n)
    expect(april?.lines.at(-1)).toMatchObject({ kind: 'adjustment', amountMicros: 9_500_000n })
    expect(later).toEqual([])
  })
})

describe('a plan that changes within a day', () => {
  it('prices the hours before and after it each by its own', async () => {
    const world = await billingWorld()
    world.change(planChange({ plan: 'trial' }))
    world.change(planChange({ order: 2, at: START + 15 * DAY_MS + 12 * HOUR_MS }))
    for (const hour of [1, 13])
      world.tell(
        { tenantId: TENANT, meter: 'bytes_in', quantity: 900n * GB },
        START + 15 * DAY_MS + hour * HOUR_MS,
      )
    world.goTo(closes(PERIOD))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    const used = invoice?.lines.filter(({ item }) => item === 'bytes_in') ?? []
    expect(used.reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(900n * GB)
  })
})

describe('a credit', () => {
  it('is used up by the invoices after it, the rest carried, none below zero', async () => {
    const world = await oneTenant()
    await world.invoices.addCredit(
      credit({ at: START + HOUR_MS, amountMicros: 30_000_000n }),
      anEvent(),
    )
    world.goTo(closes('2026-05'))
    const made = await closeInvoices(world, ACCOUNT)
    expect(made.map(({ totalMicros }) => totalMicros)).toEqual([0n, 23_000_000n, 25_000_000n])
    expect(made.map(({ carriedMicros }) => carriedMicros)).toEqual([2_000_000n, 0n, 0n])
  })

  it('that is given in the days of grace goes into the running month', async () => {
    const world = await oneTenant()
    await world.invoices.addCredit(
      credit({ at: endOf(PERIOD) + HOUR_MS, amountMicros: 1_000_000n }),
      anEvent(),
    )
    world.goTo(closes('2026-04'))
    const made = await closeInvoices(world, ACCOUNT)
    expect(made.map(({ totalMicros }) => totalMicros)).toEqual([28_000_000n, 24_000_000n])
  })
})

describe('an export of an invoice', () => {
  it('calls a tenant as it was called in that month, whatever it is called since', async () => {
    const world = await oneTenant()
    world.goTo(closes(PERIOD))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    const at = endOf(PERIOD) + DAY_MS
    world.change(planChange({ order: 2, at, plan: 'basic-1', tenantName: 'renamed' }))
    const exported = await exportInvoice(world, ACCOUNT, invoice?.id ?? '')
    expect(verifyInvoice(exported).faults).toEqual([])
    expect(isExact(await recomputeInvoice(world, ACCOUNT, invoice?.id ?? ''))).toBe(true)
    world.goTo(closes('2026-04'))
    const [april] = await closeInvoices(world, ACCOUNT)
    expect(april?.lines[0]?.description).toContain('renamed')
  })

  it('has what was given in months without an invoice as what was left over', async () => {
    const world = await billingWorld()
    world.change(planChange({ plan: 'trial' }))
    world.change(planChange({ order: 2, at: START + DAY_MS, plan: null }))
    world.change(planChange({ order: 3, at: endOf('2026-05') }))
    const given = [START - DAY_MS, START + DAY_MS, endOf(PERIOD) + DAY_MS, endOf('2026-05') + 1]
    for (const [n, at] of given.entries())
      await world.invoices.addCredit(
        credit({ id: `cre_${n}`, at, amountMicros: BigInt(n + 1), reason: `${n}` }),
        anEvent(),
      )
    world.goTo(closes('2026-07'))
    for (const { id } of await closeInvoices(world, ACCOUNT)) {
      const exported = await exportInvoice(world, ACCOUNT, id)
      expect(verifyInvoice(exported)).toMatchObject({ faults: [], differenceMicros: 0n })
    }
    const { items } = await world.invoices.list(ACCOUNT, { limit: 10 })
    expect(items.length).toBeGreaterThan(1)
  })

  it('of somebody else is missing', async () => {
    const world = await oneTenant()
    world.goTo(closes(PERIOD))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    const asking = exportInvoice(world, 'acc_bob', invoice?.id ?? '')
    await expect(asking).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the draft', () => {
  it('grows with the month, by minutes too, and becomes the invoice', async () => {
    const world = await oneTenant()
    const at = START + 20 * DAY_MS + 7 * MINUTE_MS
    world.tell({ tenantId: TENANT, meter: 'bytes_in', quantity: GB }, at - MINUTE_MS)
    world.goTo(at)
    const { lines } = await draftInvoice(world, ACCOUNT)
    const used = lines.filter(({ item }) => item === 'bytes_in')
    expect(used.reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(151n * GB)
    world.goTo(closes(PERIOD) - 1)
    const { id: _, ...draft } = await draftInvoice(world, ACCOUNT, 'open')
    world.goTo(closes(PERIOD))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    expect(invoice).toMatchObject({ lines: draft.lines, totalMicros: draft.totalMicros })
  })
})

describe('the life of a tenant', () => {
  it('leaves behind what it paid for: from its first work, through plans, to its deletion and back', async () => {
    const world = await billingWorld()
    const { id } = await activeTenant(world)
    world.clock.pass(DAY_MS)
    await changeTenant(world, asked(), id, { plan: 'basic-1' })
    await changeTenant(world, asked(), id, { name: 'renamed' })
    world.clock.pass(DAY_MS)
    await deleteTenant(world, asked(), id, { graceSeconds: 7_200 })
    world.clock.pass(HOUR_MS)
    await restoreTenant(world, asked(), id)
    world.clock.pass(DAY_MS)
    await deleteTenant(world, asked(), id, { graceSeconds: 60 })
    await letTimePass(world, DAY_MS * 3)
    const { items } = await world.plans.list(ACCOUNT, { limit: 100 })
    expect(items.map(({ plan }) => plan)).toEqual(['basic-0', 'basic-1', null, 'basic-1', null])
    world.goTo(closes('2026-01'))
    const [invoice] = await closeInvoices(world, ACCOUNT)
    const quantities = invoice?.lines.map(({ item, quantity }) => [item, Number(quantity)])
    expect(quantities).toEqual([
      ['basic-0', expect.any(Number)],
      ['basic-1', 2 * 86_400],
    ])
  })
})
