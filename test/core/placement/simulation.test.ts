import { describe, expect, it } from '@jest/globals'
import { simulate } from '../../../bench/placement/simulate.ts'

describe('Tenants of heavy-tailed sizes that arrive, grow and leave', () => {
  it('break no limit, are counted exactly and fill their cells evenly', async () => {
    const result = await simulate({ tenants: 1_500, cells: 3, seed: 7 })
    expect(result).toMatchObject({ waiting: 0, limitsBroken: 0, loadsWrong: 0 })
    expect(result.tenants).toBe(result.arrived - result.left)
    expect(result.imbalancePercent).toBeLessThan(5)
  })

  it('break none either where there are far too many of them: those wait', async () => {
    const result = await simulate({ tenants: 2_000, cells: 1, seed: 8 })
    expect(result).toMatchObject({ limitsBroken: 0, loadsWrong: 0 })
    expect(result.waiting).toBeGreaterThan(100)
  })
})
