import type { TenantObservation } from '../../core/usage/observation.ts'
import type { ObservationStore } from '../../core/usage/observation-ports.ts'
import { copy, copyOf } from './memory-database.ts'

export function memoryObservationStore(): ObservationStore {
  const observations = new Map<string, TenantObservation>()
  return {
    get: async (tenantId) => copyOf(observations.get(tenantId)),

    getMany: async (tenantIds) =>
      [...new Set(tenantIds)].flatMap((id) => copyOf(observations.get(id)) ?? []),

    async put(more) {
      for (const each of more) observations.set(each.tenantId, copy(each))
    },
  }
}
