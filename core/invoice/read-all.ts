import type { Page, PageRequest } from '../kernel/page.ts'
import { ServiceError } from '../kernel/service-error.ts'

/** Beyond what the largest account can have; a list without end is a fault and must not eat the memory. */
const PAGES_MAX = 2_000

/** Reads a list to its end. */
export async function readAll<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
): Promise<readonly T[]> {
  const items: T[] = []
  let after: string | undefined
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await list(after === undefined ? { limit } : { limit, after })
    items.push(...page.items)
    if (page.next === undefined) return items
    after = page.next
  }
  throw new ServiceError('internal', 'A list does not end.')
}
