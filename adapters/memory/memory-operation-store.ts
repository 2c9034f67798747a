import type { OperationStore } from '../../core/operation/operation-ports.ts'
import { copy, isOperationKept, type MemoryDatabase } from './memory-database.ts'

export function memoryOperationStore({ operations, clock }: MemoryDatabase): OperationStore {
  return {
    async get(id) {
      const operation = operations.get(id)
      if (operation === undefined || !isOperationKept(operation, clock.now())) return undefined
      return copy(operation)
    },
  }
}
