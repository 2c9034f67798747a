import { randomInt } from 'node:crypto'
import { nextPeriod } from '../../../core/invoice/period.ts'
import type { Closing } from '../../../core/invoice/invoice-ports.ts'
import { HOUR_MS } from '../../../core/kernel/clock.ts'
import { noUsage } from '../../../core/usage/usage-entry.ts'
import { aClosing, anInvoice } from '../../core/invoice/fixtures/an-invoice.ts'
import { OPERATOR_TOKEN } from '../../lambdas/parts.ts'
import { aWindow } from '../meter-fixtures.ts'
import { accountId as anAccountId, aDeclaration, aTenant } from '../store-fixtures.ts'
import { by, type Lists } from './list-under-test.ts'

const DAY_BEGAN = Date.UTC(2026, 4, 12)
const HOURS = 240
const NOTHING = noUsage('').quantities

export const billingLists: Lists = {
  listInvoices: ({ stores: { invoices }, person: { accountId, token } }) => {
    let period = '2026-01'
    let version = 0
    return {
      path: '/account/invoices',
      token,
      keyOf: ({ id }) => String(id),
      order: { by: (item) => String(item['period']), descending: true },
      async add() {
        version += 1
        period = nextPeriod(period)
        const id = `inv_${String(version).padStart(20, '0')}`
        const closing = aClosing(anInvoice({ accountId, id, period, number: version }))
        const state = { ...closing.state, version, lastNumber: version }
        await invoices.close({ ...closing, state })
        return id
      },
    }
  },

  listUsageWindows: async ({ stores: { meter, tenants }, person: { accountId, token } }) => {
    const tenant = aTenant({ accountId })
    await tenants.declare(aDeclaration(tenant))
    const hours = new Set<number>()
    return {
      path: `/tenants/${tenant.id}/usage/windows`,
      token,
      query: {
        from: new Date(DAY_BEGAN).toISOString(),
        to: new Date(DAY_BEGAN + HOURS * HOUR_MS).toISOString(),
      },
      others: [
        { resolution: 'day', to: '2026-01-02T00:00:00Z', from: '2026-01-01T00:00:00Z' },
        { resolution: 'minute', from: '2999-01-01T00:00:00Z' },
        { from: '2026-05-13T00:00:00Z', to: '2026-05-12T00:00:00Z' },
        {},
      ],
      keyOf: ({ from, meter: what }) => `${from} ${what}`,
      order: { by: ({ from }) => String(from) },
      async add() {
        let hour = randomInt(HOURS)
        while (hours.has(hour)) hour = (hour + 1) % HOURS
        hours.add(hour)
        const windowStart = DAY_BEGAN + hour * HOUR_MS
        const quantities = { ...NOTHING, bytes_in: 1n }
        await meter.putWindows([
          aWindow({ tenantId: tenant.id, windowStart, quantities, incomplete: [] }),
        ])
        return `${new Date(windowStart).toISOString()} bytes_in`
      },
    }
  },

  getAccountUsage: ({ stores: { tenants }, parts, person: { accountId, token } }) => ({
    path: '/account/usage',
    token,
    ...by('tenantId'),
    async add() {
      const { id: tenantId, name: tenantName } = aTenant()
      const tenant = aTenant({ accountId, id: tenantId, name: tenantName })
      const paid = { order: 1, at: parts.clock.now(), plan: tenant.plan, clusterId: null }
      const planChange = { ...paid, accountId, tenantId, tenantName }
      await tenants.declare(aDeclaration(tenant, { planChange }))
      return tenantId
    },
  }),

  listOpenPayments: ({ stores: { invoices, payments } }) => {
    const open = new Map<string, Closing>()
    return {
      path: '/operator/payments',
      token: OPERATOR_TOKEN,
      keyOf: ({ invoiceId }) => String(invoiceId),
      async add() {
        const accountId = anAccountId()
        const closing = aClosing(anInvoice({ accountId, id: accountId.replace('acc', 'inv') }))
        await invoices.close(closing)
        const id = closing.invoice?.id ?? ''
        open.set(id, closing)
        return id
      },
      async remove(id) {
        const payment = open.get(id)?.payment
        if (payment !== undefined) await payments.markSent(payment, 1)
      },
    }
  },
}
