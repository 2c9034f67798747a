import { describe, expect, it } from '@jest/globals'
import { PLANS } from '../../../core/plan/plan.ts'
import { LISTING, LISTS, WITH_ITEMS } from '../../contracts/lists/every-list.ts'
import { setup } from '../setup.ts'

const idsOf = (routes: typeof LISTING) => routes.map(({ operationId }) => operationId).toSorted()

describe('A list', () => {
  it('has a row in test/contracts/lists/, whichever route it is', () => {
    expect(Object.keys(LISTS).toSorted()).toEqual(idsOf(LISTING))
  })

  it('has pages, or is as long as we made it', async () => {
    const whole = WITH_ITEMS.filter((route) => !LISTING.includes(route))
    expect(idsOf(whole)).toEqual(['listPlans'])
    const { call } = await setup()
    expect((await call('GET', '/plans')).json()).toMatchObject({
      items: PLANS.map(({ id }) => ({ id })),
    })
  })
})
