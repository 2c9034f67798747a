import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { withPlansTable } from '../../tooling/plans-table.ts'

describe('The page about limits', () => {
  it('shows every plan as it is (npm run print:plans brings it there)', () => {
    const page = readFileSync('docs/limits.md', 'utf8')
    expect(page).toContain('<!-- plans -->')
    expect(withPlansTable(page)).toBe(page)
  })
})
