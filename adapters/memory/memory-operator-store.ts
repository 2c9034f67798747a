import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Operator } from '../../core/account/operator.ts'
import type { OperatorStore } from '../../core/account/operator-ports.ts'
import { pageOf } from '../../core/kernel/page.ts'
import { notFound, ServiceError } from '../../core/kernel/service-error.ts'
import { keepEvent } from './memory-answer-store.ts'
import { copy, copyOf, type MemoryDatabase } from './memory-database.ts'

export function memoryOperatorStore(database: MemoryDatabase): OperatorStore {
  const { operators, burnt } = database
  function add(operator: Operator, event: AuditEvent, max: number): void {
    if (operators.has(operator.id))
      throw new ServiceError('conflict', 'There is an operator of this id already.')
    if (operators.size >= max)
      throw new ServiceError(
        'limit_reached',
        `There are ${max} operators already. Remove one first.`,
      )
    keepEvent(database, event)
    operators.set(operator.id, copy(operator))
  }
  return {
    get: async (id) => copyOf(operators.get(id)),

    list: async (page) =>
      copy(
        pageOf(
          [...operators.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          page,
          ({ id }) => id,
        ),
      ),

    async claim(operator, fingerprint, event, max) {
      if (burnt.has(fingerprint))
        throw new ServiceError('conflict', 'This bootstrap secret was used already.')
      add(operator, event, max)
      burnt.add(fingerprint)
    },

    add: async (operator, event, max) => add(operator, event, max),

    async remove(id, event) {
      if (!operators.has(id)) throw notFound('operator')
      if (operators.size === 1)
        throw new ServiceError('conflict', 'The last operator cannot be removed.')
      keepEvent(database, event)
      operators.delete(id)
    },
  }
}
