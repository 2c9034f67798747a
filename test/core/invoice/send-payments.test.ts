import { describe, expect, it } from '@jest/globals'
import { memoryBilling } from '../../../adapters/memory/memory-invoice-store.ts'
import { memoryBillingProfileStore } from '../../../adapters/memory/memory-billing-profile-store.ts'
import { memoryDatabase } from '../../../adapters/memory/memory-database.ts'
import { emptyProfile } from '../../../core/invoice/billing-profile.ts'
import { listOpenPayments } from '../../../core/invoice/list-open-payments.ts'
import { sendPayments } from '../../../core/invoice/send-payments.ts'
import { HOUR_MS } from '../../../core/kernel/clock.ts'
import { ServiceError } from '../../../core/kernel/service-error.ts'
import { aClosing, anInvoice } from './fixtures/an-invoice.ts'

/** One closed invoice, and a service that remembers what it took. */
async function setup({ customer = 'cus_1' as string | null, totalMicros = 5n } = {}) {
  let now = anInvoice().issuedAt ?? 0
  const clock = { now: () => now }
  const billing = memoryBilling(memoryDatabase({ now: () => 0 }))
  const profiles = memoryBillingProfileStore(memoryDatabase(clock))
  const profile = { ...emptyProfile('acc_ann'), version: 1, paymentCustomer: customer }
  await profiles.put(profile, [])
  await billing.invoices.close(aClosing(anInvoice({ totalMicros })))
  const taken = new Set<string>()
  const faults: unknown[] = []
  const service = {
    async send({ invoiceId }: { readonly invoiceId: string }, to: string) {
      const fault = faults.shift()
      if (fault !== undefined) throw fault
      taken.add(`${invoiceId} ${to}`)
    },
  }
  const deps = { payments: billing.payments, profiles, service, clock }
  const pass = (ms: number) => {
    now += ms
  }
  return {
    deps,
    taken,
    faults,
    pass,
    open: () => listOpenPayments(billing.payments, { limit: 10 }),
  }
}

describe('sending payments', () => {
  it('hands an invoice over once', async () => {
    const { deps, taken, open } = await setup()
    expect(await sendPayments(deps)).toEqual({ sent: 1, failed: 0 })
    expect(await sendPayments(deps)).toEqual({ sent: 0, failed: 0 })
    expect([...taken]).toEqual(['inv_1 cus_1'])
    expect((await open()).items).toEqual([])
  })

  it('tries again after an hour, then more slowly, and shows why until it went through', async () => {
    const { deps, faults, pass, open, taken } = await setup()
    faults.push(new ServiceError('unavailable', 'It is asleep.'), new Error('sk_live_secret'))
    await sendPayments(deps)
    expect((await open()).items).toMatchObject([{ attempts: 1, error: 'It is asleep.' }])
    pass(HOUR_MS - 1)
    expect(await sendPayments(deps)).toEqual({ sent: 0, failed: 0 })
    pass(1)
    expect(await sendPayments(deps)).toEqual({ sent: 0, failed: 1 })
    const [second] = (await open()).items
    expect(second?.error).toBe('The payment service could not be asked.')
    pass(2 * HOUR_MS)
    expect(await sendPayments(deps)).toEqual({ sent: 1, failed: 0 })
    expect(taken.size).toBe(1)
  })

  it('waits longer each time, and never so long that the service may have forgotten what it took', async () => {
    const { deps, faults, pass, open } = await setup()
    faults.push(...Array.from({ length: 30 }, () => new ServiceError('unavailable', 'No.')))
    const waits: number[] = []
    for (let tries = 0; tries < 30; tries += 1) {
      expect((await sendPayments(deps)).failed).toBe(1)
      const [payment] = (await open()).items
      const waitMs = (payment?.nextAt ?? 0) - deps.clock.now()
      waits.push(waitMs / HOUR_MS)
      pass(waitMs)
    }
    expect(waits.slice(0, 6)).toEqual([1, 2, 4, 8, 12, 12])
    expect(Math.max(...waits)).toBe(12)
    expect(await sendPayments(deps)).toEqual({ sent: 1, failed: 0 })
  })

  it('keeps the invoice of an account that is no customer, and says so', async () => {
    const { deps, taken, open } = await setup({ customer: null })
    expect(await sendPayments(deps)).toEqual({ sent: 0, failed: 1 })
    expect((await open()).items[0]?.error).toMatch(/no customer/)
    expect(taken.size).toBe(0)
  })

  it('bothers nobody with an invoice of nothing', async () => {
    const { deps, taken, open } = await setup({ customer: null, totalMicros: 0n })
    expect(await sendPayments(deps)).toEqual({ sent: 1, failed: 0 })
    expect(taken.size).toBe(0)
    expect((await open()).items).toEqual([])
  })

  it('that died before it was written down sends the same identifier again', async () => {
    const { deps, taken } = await setup()
    const dying = { ...deps.payments, markSent: async () => Promise.reject(new Error('killed')) }
    await expect(sendPayments({ ...deps, payments: dying })).rejects.toThrow('killed')
    await sendPayments(deps)
    expect([...taken]).toEqual(['inv_1 cus_1'])
  })
})
