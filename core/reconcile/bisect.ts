import type { ItemResult } from '../cluster/cluster-ports.ts'
import { isServiceError, ServiceError } from '../kernel/service-error.ts'
import { refused, UNREACHED } from './outcome.ts'

/** Kafka answers a thousand items of one kind in well under a second; more in one request would crowd out others. */
const ITEMS_A_REQUEST_MAX = 500

/**
 * Sends items in as few requests as may be. A request that is refused as a whole is halved until the culprit stands
 * alone, so that one bad item costs its neighbours nothing; a cluster that cannot be reached is not asked again.
 */
export async function sendBisecting<T>(
  items: readonly T[],
  send: (part: readonly T[]) => Promise<readonly ItemResult[]>,
): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = []
  for (let from = 0; from < items.length; from += ITEMS_A_REQUEST_MAX) {
    results.push(...(await sendPart(items.slice(from, from + ITEMS_A_REQUEST_MAX), send)))
  }
  return results
}

async function sendPart<T>(
  part: readonly T[],
  send: (part: readonly T[]) => Promise<readonly ItemResult[]>,
): Promise<readonly ItemResult[]> {
  try {
    return await send(part)
  } catch (error) {
    if (isServiceError(error, 'unavailable')) return part.map(() => UNREACHED)
    if (part.length === 1) return part.map(() => refused(reasonOf(error)))
    const middle = Math.ceil(part.length / 2)
    return [
      ...(await sendPart(part.slice(0, middle), send)),
      ...(await sendPart(part.slice(middle), send)),
    ]
  }
}

/** Only our own errors are fit to be shown. */
function reasonOf(error: unknown): string {
  return error instanceof ServiceError ? error.message : 'The cluster refused the request.'
}
