import type { Page, PageRequest } from '../kernel/page.ts'
import { ACCOUNT_SHARDS } from '../plan/plan-ports.ts'
import type { PaymentOutbox } from './invoice-ports.ts'
import type { PaymentExport } from './payment-export.ts'

/** All parts of the outbox as one list; the key of a page says in which part it ended. */
export async function listOpenPayments(
  payments: PaymentOutbox,
  { limit, after }: PageRequest,
): Promise<Page<PaymentExport>> {
  const [part = '0', last] = after?.split('/') ?? []
  let shard = Math.min(Math.max(Math.trunc(Number(part)) || 0, 0), ACCOUNT_SHARDS - 1)
  let from = last
  const items: PaymentExport[] = []
  while (shard < ACCOUNT_SHARDS) {
    const request = from === undefined || from === '' ? {} : { after: from }
    const page = await payments.listOpen(shard, { limit: limit - items.length, ...request })
    items.push(...page.items)
    if (page.next !== undefined) return { items, next: `${shard}/${page.next}` }
    shard += 1
    from = undefined
    if (items.length >= limit && shard < ACCOUNT_SHARDS) return { items, next: `${shard}/` }
  }
  return { items }
}
