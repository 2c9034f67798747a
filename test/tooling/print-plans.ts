import { readFileSync, writeFileSync } from 'node:fs'
import { withPlansTable } from './plans-table.ts'

// Brings the table of docs/limits.md to what core/plan/plan.ts says.
writeFileSync('docs/limits.md', withPlansTable(readFileSync('docs/limits.md', 'utf8')))
