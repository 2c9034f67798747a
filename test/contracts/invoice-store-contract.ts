import { describe, expect, it } from '@jest/globals'
import type { Invoice } from '../../core/invoice/invoice.ts'
import type { Closing } from '../../core/invoice/invoice-ports.ts'
import { aClosing, anInvoice } from '../core/invoice/fixtures/an-invoice.ts'
import { credit } from '../core/invoice/fixtures/months.ts'
import { accountId, anEvent } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

function own(more: Partial<Invoice> = {}): Invoice {
  const account = accountId()
  return anInvoice({ accountId: account, id: account.replace('acc', 'inv'), ...more })
}

function following(closing: Closing, period: string): Closing {
  const { state, invoice } = closing
  const version = state.version + 1
  const number = state.lastNumber + 1
  const next = invoice && { ...invoice, period, number, id: `${invoice.id}${number}` }
  return {
    state: { ...state, version, lastNumber: number, closedThrough: period },
    ...(next === undefined ? {} : { invoice: next }),
  }
}

/** What every `InvoiceStore` does. */
export function describeInvoiceStoreContract(store: string, open: OpenStores): void {
  describe(`the invoice store (${store})`, () => {
    it('reads an invoice back by id and by month, to the last digit', async () => {
      const { invoices } = await open()
      const invoice = own()
      await invoices.close(aClosing(invoice))
      expect(await invoices.get(invoice.accountId, invoice.id)).toEqual(invoice)
      expect(await invoices.getByPeriod(invoice.accountId, invoice.period)).toEqual(invoice)
      expect(await invoices.get('acc_other', invoice.id)).toBeUndefined()
      expect(await invoices.getByPeriod(invoice.accountId, '1999-01')).toBeUndefined()
    })

    it('begins every account at nothing', async () => {
      const { invoices } = await open()
      expect(await invoices.state('acc_new')).toEqual({
        accountId: 'acc_new',
        version: 0,
        lastNumber: 0,
        closedThrough: null,
        carriedMicros: 0n,
      })
    })

    it('lets one of many close a month, and gives the number once', async () => {
      const { invoices } = await open()
      const invoice = own()
      const tries = Array.from({ length: 6 }, (_, n) =>
        invoices.close(aClosing({ ...invoice, id: `${invoice.id}${n}` })),
      )
      const ends = await Promise.allSettled(tries)
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
      for (const reason of lost) expect(reason).toMatchObject({ code: 'conflict' })
      const { items } = await invoices.list(invoice.accountId, { limit: 10 })
      expect(items).toHaveLength(1)
    })

    it('lists the newest first, by pages', async () => {
      const { invoices } = await open()
      const first = aClosing(own())
      const second = following(first, '2026-04')
      const third = following(second, '2026-05')
      for (const closing of [first, second, third]) await invoices.close(closing)
      const { accountId: account } = first.state
      const page = await invoices.list(account, { limit: 2 })
      expect(page.items.map(({ period }) => period)).toEqual(['2026-05', '2026-04'])
      const rest = await invoices.list(account, { limit: 2, after: page.next ?? '' })
      expect(rest.items.map(({ period }) => period)).toEqual(['2026-03'])
      expect(rest.next).toBeUndefined()
    })

    it('closes a month without an invoice', async () => {
      const { invoices } = await open()
      const { state } = aClosing(own())
      await invoices.close({ state })
      expect(await invoices.state(state.accountId)).toEqual(state)
      expect(await invoices.list(state.accountId, { limit: 10 })).toEqual({ items: [] })
    })

    it('keeps credits, oldest first, with their events', async () => {
      const { invoices, audit } = await open()
      const account = accountId()
      const [late, early] = [2, 1].map((n) => credit({ accountId: account, id: `cre_${n}`, at: n }))
      if (late === undefined || early === undefined) throw new Error('There are two.')
      for (const each of [late, early])
        await invoices.addCredit(each, anEvent({ accountId: account }))
      expect((await invoices.listCredits(account, { limit: 10 })).items).toEqual([early, late])
      expect((await audit.listByAccount(account, { limit: 10 })).items).toHaveLength(2)
    })
  })

  describe(`the payment outbox (${store})`, () => {
    it('has what was closed, until it was sent, wherever it lies', async () => {
      const { invoices, payments } = await open()
      const closing = aClosing(own())
      await invoices.close(closing)
      const [found] = await everywhere(payments.listOpen)
      expect(found).toEqual(closing.payment)
      if (found === undefined) throw new Error('It is there.')
      await payments.markFailed({ ...found, attempts: 1, error: 'No.' })
      expect(await everywhere(payments.listOpen)).toEqual([{ ...found, attempts: 1, error: 'No.' }])
      await payments.markSent(found, 1)
      await payments.markSent(found, 2)
      await payments.markFailed({ ...found, attempts: 2 })
      expect(await everywhere(payments.listOpen)).toEqual([])
    })
  })

  describe(`the operator's figures (${store})`, () => {
    it('are kept by part, the last of each', async () => {
      const { revenue } = await open()
      const quantities = {
        bytes_in: 2n ** 70n,
        bytes_out: 0n,
        storage_byte_hours: 1n,
        partition_hours: 2n,
      }
      const row = {
        clusterId: null,
        plan: 'trial',
        tenants: 1,
        revenueMicros: 7n,
        quantities,
      } as const
      const part = { period: '2031-05', shard: 3, at: 1, rows: [row] }
      await revenue.put(part)
      await revenue.put({ ...part, at: 2 })
      await revenue.put({ ...part, shard: 12, rows: [] })
      await revenue.put({ ...part, period: '2031-06' })
      expect(await revenue.parts('2031-05')).toEqual([
        { ...part, at: 2 },
        { ...part, shard: 12, rows: [] },
      ])
    })
  })
}

async function everywhere<T>(
  list: (shard: number, page: { limit: number }) => Promise<{ readonly items: readonly T[] }>,
): Promise<readonly T[]> {
  const shards = Array.from({ length: 16 }, (_, shard) => list(shard, { limit: 10 }))
  return (await Promise.all(shards)).flatMap(({ items }) => items)
}
