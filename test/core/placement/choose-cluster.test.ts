import { describe, expect, it } from '@jest/globals'
import { chooseCluster } from '../../../core/placement/choose-cluster.ts'
import { CELL } from '../fixtures/world.ts'

const [first, second] = [CELL, { ...CELL, id: 'cl_2' }]

describe('A place for a tenant', () => {
  it('is on the ready cluster that was given fewest in this pass', () => {
    const given = new Map([
      [first.id, ['t1', 't2']],
      [second.id, ['t3']],
    ])
    expect(chooseCluster([first, second], given)?.id).toBe('cl_2')
  })

  it('is never on a cluster that is being prepared or cordoned', () => {
    const closed = [
      { ...first, state: 'preparing' as const },
      { ...second, state: 'cordoned' as const },
    ]
    expect(chooseCluster(closed, new Map())).toBeUndefined()
  })
})
