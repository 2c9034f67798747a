import { readFileSync, writeFileSync } from 'node:fs'
import { withRolesTable } from './roles-table.ts'

// Brings the table of docs/roles.md to what core/account/permissions.ts says.
writeFileSync('docs/roles.md', withRolesTable(readFileSync('docs/roles.md', 'utf8')))
