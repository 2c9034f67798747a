import { webhookEventOf } from '../../core/webhook/webhook-event.ts'
import type { EventOutbox } from '../../core/webhook/webhook-ports.ts'
import { copy, type MemoryDatabase } from './memory-database.ts'

/** All in the first part: whatever is in the trail and was not marked as done. */
export function memoryEventOutbox({ auditEvents, doneEvents }: MemoryDatabase): EventOutbox {
  return {
    async listWaiting(shard, limit) {
      if (shard > 0) return []
      const waiting = [...auditEvents.values()].filter(
        (event) => !doneEvents.has(event.id) && webhookEventOf(event) !== undefined,
      )
      return copy(waiting.toSorted((a, b) => a.at - b.at).slice(0, limit))
    },
    async markDone({ id }) {
      doneEvents.add(id)
    },
  }
}
