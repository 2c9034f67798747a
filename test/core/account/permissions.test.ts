import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { PERMISSIONS } from '../../../core/account/permissions.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import { withRolesTable } from '../../tooling/roles-table.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/roles.md'), 'utf8')

describe('Who may do what', () => {
  it('is printed in docs/roles.md as it is enforced (npm run print:roles)', () => {
    expect(page).toContain('<!-- permissions -->\n| what |')
    expect(page).toBe(withRolesTable(page))
  })

  it('has a row for what some route does, and no other', () => {
    const used = new Set(allRoutes.map(({ access }) => access))
    expect(Object.keys(PERMISSIONS).toSorted()).toEqual([...used].toSorted())
  })
})
