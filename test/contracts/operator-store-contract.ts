import { describe, expect, it } from '@jest/globals'
import type { Operator } from '../../core/account/operator.ts'
import { outcomeOf, outcomesOf } from './outcomes.ts'
import { anEvent } from './store-fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const operator = (id: string): Operator => ({ id, name: id, createdBy: 'bootstrap', createdAt: 7 })
const event = () => anEvent({ accountId: 'operator', action: 'operator.create' })

/** What every `OperatorStore` does. */
export function describeOperatorStoreContract(store: string, open: OpenStores): void {
  describe(`the operator store (${store})`, () => {
    it('lets a secret be used once, however many use it at once', async () => {
      const { operators, audit } = await open()
      const ids = ['opr_a', 'opr_b', 'opr_c']
      const claims = ids.map((id) => operators.claim(operator(id), 'print', event(), 9))
      expect((await outcomesOf(claims)).toSorted()).toEqual(['conflict', 'conflict', 'done'])
      expect((await operators.list({ limit: 9 })).items).toHaveLength(1)
      expect((await audit.listByAccount('operator', { limit: 9 })).items).toHaveLength(1)
      await operators.claim(operator('opr_d'), 'another print', event(), 9)
    })

    it('reads operators back and lists them by id, page by page', async () => {
      const { operators } = await open()
      for (const id of ['opr_b', 'opr_a', 'opr_c']) await operators.add(operator(id), event(), 9)
      expect(await operators.get('opr_a')).toEqual(operator('opr_a'))
      expect(await operators.get('opr_x')).toBeUndefined()
      const first = await operators.list({ limit: 2 })
      expect(first.items.map(({ id }) => id)).toEqual(['opr_a', 'opr_b'])
      const rest = await operators.list({ limit: 2, after: first.next ?? '' })
      expect(rest.items.map(({ id }) => id)).toEqual(['opr_c'])
    })

    it('adds up to a limit, and no id twice', async () => {
      const { operators } = await open()
      await operators.add(operator('opr_a'), event(), 2)
      expect(await outcomeOf(operators.add(operator('opr_a'), event(), 2))).toBe('conflict')
      await operators.add(operator('opr_b'), event(), 2)
      expect(await outcomeOf(operators.add(operator('opr_c'), event(), 2))).toBe('limit_reached')
    })

    it('keeps the last one, however many are removed at once', async () => {
      const { operators } = await open()
      const ids = ['opr_a', 'opr_b', 'opr_c']
      for (const id of ids) await operators.add(operator(id), event(), 9)
      const outcomes = await outcomesOf(ids.map((id) => operators.remove(id, event())))
      expect(outcomes.toSorted()).toEqual(['conflict', 'done', 'done'])
      expect((await operators.list({ limit: 9 })).items).toHaveLength(1)
      expect(await outcomeOf(operators.remove('opr_x', event()))).toBe('not_found')
    })
  })
}
